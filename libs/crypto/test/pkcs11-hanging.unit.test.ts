import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { errors } from '../src/errors.ts'
import type { Cryptoki } from '../src/pkcs11/cryptoki.ts'
import { tokenOf } from '../src/pkcs11/token.ts'

it('A module that does not answer holds nobody up; what was given up is never done, and the next is when it answers again', async () => {
  let answer = () => {}
  const call: Cryptoki = async (name, ...args) => {
    const [, slots, count] = args
    if (name === 'C_GetSlotList' && Buffer.isBuffer(slots) && Buffer.isBuffer(count)) count.writeBigUInt64LE(1n)
    if (name === 'C_GetTokenInfo' && Buffer.isBuffer(slots)) slots.fill(' ').write('hsm')
    if (name === 'C_GenerateKey') await new Promise<void>(resolve => (answer = resolve))
  }
  const token = await tokenOf(call, { tokenLabel: 'hsm', pin: '1' }, 100)
  const done: string[] = []
  const hanging = token.use(async calling => calling('C_GenerateKey').then(() => done.push('first')))
  const waiting = token.use(async () => done.push('waiting'))
  const unavailable = { code: errors.key_store_unavailable().code }
  await Promise.all([hanging, waiting].map(one => expect(one).rejects.toMatchObject(unavailable)))
  const next = token.use(async () => done.push('next'))
  await sleep(20)
  answer()
  await next
  expect(done).toEqual(['first', 'next'])
})
