import { expect, test } from 'vitest'
import { CKR } from '../src/pkcs11/constants.ts'
import { type Cryptoki, CryptokiError } from '../src/pkcs11/cryptoki.ts'
import { tokenOf } from '../src/pkcs11/token.ts'

const options = { tokenLabel: 'amparo', pin: '1234' }
const unavailable = { code: 'key_store_unavailable' }

/** An HSM as far as a session goes: what it answers to whom, and how often it was asked. */
function anHsm() {
  const state = { label: 'amparo', login: 0 as number, forgets: false, asked: [] as string[], open: new Set<bigint>() }
  let next = 1n
  const call: Cryptoki = async (name, ...args) => {
    state.asked.push(name)
    const refuse = (rv: number) => {
      if (rv !== CKR.OK) throw new CryptokiError(name, rv)
    }
    if (name === 'C_GetSlotList') (args[2] as Buffer).writeBigUInt64LE(1n)
    if (name === 'C_GetTokenInfo') (args[1] as Buffer).write(state.label.padEnd(32))
    if (name === 'C_OpenSession') {
      state.open.add(next)
      ;(args[4] as Buffer).writeBigUInt64LE(next++)
    }
    if (name === 'C_Login') refuse(state.login)
    if (name === 'C_CloseSession') state.open.delete(args[0] as bigint)
    if (name === 'C_FindObjectsInit') refuse(state.forgets ? CKR.DEVICE_REMOVED : CKR.OK)
  }
  const logins = () => state.asked.filter(name => name === 'C_Login').length
  return { state, call, logins }
}
const ask = (call: Cryptoki, session: bigint) => call('C_FindObjectsInit', session)

test('A PIN that the token refuses after a restart of the HSM is shown to it once: a few wrong ones lock it', async () => {
  const { state, call, logins } = anHsm()
  const token = await tokenOf(call, options)
  Object.assign(state, { forgets: true, login: CKR.PIN_INCORRECT })
  for (let n = 0; n < 5; n++) await expect(token.use(ask)).rejects.toMatchObject(unavailable)
  expect(logins()).toBe(2)
})

test('A token that is away for a while is found again, and until then the key store is unavailable', async () => {
  const { state, call } = anHsm()
  const token = await tokenOf(call, options)
  Object.assign(state, { forgets: true, label: 'another' })
  for (let n = 0; n < 3; n++) await expect(token.use(ask)).rejects.toMatchObject(unavailable)
  Object.assign(state, { forgets: false, label: 'amparo' })
  await token.use(ask)
})

test('No session is left open of a sign-in that failed', async () => {
  const { state, call } = anHsm()
  const token = await tokenOf(call, options)
  Object.assign(state, { forgets: true, login: 0x30 })
  for (let n = 0; n < 5; n++) await expect(token.use(ask)).rejects.toMatchObject(unavailable)
  expect(state.open.size).toBe(0)
  Object.assign(state, { forgets: false, login: CKR.OK })
  await token.use(ask)
  expect(state.open.size).toBe(1)
})
