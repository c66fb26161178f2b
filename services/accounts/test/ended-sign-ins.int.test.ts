import { randomUUID } from 'node:crypto'
import { create, EndedSignInsRequestSchema, EndedSignInsSchema, endedSignIns, toBinary } from '@amparo/contracts'
import { hashPassword, loadTrust, requestHash, verifyStatement } from '@amparo/crypto'
import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { CHEAP, later, PORTAL, useAccounts } from './support/accounts.ts'
import { Browser } from './support/browser.ts'

const accounts = await useAccounts()
const redaction = await accounts.nats.as('redaction')
const signer = loadTrust({ accounts: accounts.statements }).keyOf('accounts')

/** As redaction asks, and believes: keys and users. */
async function ended() {
  const request = create(EndedSignInsRequestSchema, { nonce: randomUUID() })
  const answer = await redaction.ask(endedSignIns, request)
  const bound = { now: new Date(), requestHash: requestHash(toBinary(EndedSignInsRequestSchema, request)) }
  const stated = verifyStatement(EndedSignInsSchema, 'ended-sign-ins.v1', answer.endedSignIns, signer, bound)
  return stated.endedSignIns.map(({ of }) => of.value)
}

async function signedIn() {
  const person = await accounts.person('caseworker')
  const browser = await Browser.open(accounts)
  const tokens = await browser.signIn(person)
  return { person, browser, tokens, jkt: browser.keys.jkt }
}

test('A sign-in is told to have ended when a code of it comes twice, a token is taken back, or somebody signs out', async () => {
  const [back, out, stays] = [await signedIn(), await signedIn(), await signedIn()]
  const twice = await Browser.open(accounts)
  const code = await twice.code(await accounts.person('caseworker'))
  await twice.redeem(code)
  const renewed = await stays.browser.refresh(stays.tokens.refresh)
  expect(renewed.status).toBe(200)
  expect(await ended()).toEqual([])

  await twice.redeem(code)
  expect(await ended()).toEqual([twice.keys.jkt])

  const body = new URLSearchParams({ client_id: 'amparo-portal', token: back.tokens.refresh })
  await back.browser.fetch('/token/revocation', { method: 'POST', body })
  const query = new URLSearchParams({ id_token_hint: out.tokens.id, post_logout_redirect_uri: PORTAL })
  const page = await (await out.browser.fetch(`/session/end?${query}`)).text()
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  await out.browser.submit('/session/end/confirm', { xsrf, logout: 'yes' })
  expect(await ended()).toEqual([out.jkt, back.jkt, twice.keys.jkt])
})

test('All of somebody have who left or has another post; of who came nothing is told', async () => {
  const [gone, moved, stays] = [await signedIn(), await signedIn(), await signedIn()]
  const before = await ended()
  const rowOf = (id: string) => accounts.users.findIndex(user => user.id === id)
  const row = accounts.users[rowOf(moved.person.id)]
  if (row === undefined) throw new Error('no such user')
  accounts.users[rowOf(moved.person.id)] = { ...row, agencyId: randomUUID() }
  accounts.users.splice(rowOf(gone.person.id), 1)
  await accounts.import()
  const told = (await ended()).filter(one => !before.includes(one))
  expect(new Set(told)).toEqual(new Set([gone.person.id, gone.jkt, moved.person.id, moved.jkt]))
  expect(told).not.toContain(stays.person.id)
})

const ANOTHER = {
  password: async () => ({ passwordHash: await hashPassword('another', CHEAP) }),
  'second factor': async () => ({ totpSecret: new Secret({ size: 20 }).base32 }),
}

test.each(Object.entries(ANOTHER))(
  'Another %s ends what was signed in with the one before, and nobody else’s',
  async (_, change) => {
    const [changes, stays] = [await signedIn(), await signedIn()]
    const silent = await changes.browser.begin()
    // Somebody who has typed in what is right, and whose browser has not gone on yet.
    const typed = await Browser.open(accounts)
    later(30)
    const { username, password } = changes.person
    const form = { username, password, code: changes.person.code() }
    const onTheWay = Browser.target(await typed.submit(Browser.target(await typed.begin()), form))
    const before = await ended()
    const index = accounts.users.findIndex(({ id }) => id === changes.person.id)
    const user = accounts.users[index]
    if (user === undefined) throw new Error('no such user')
    accounts.users[index] = { ...user, ...(await change()) }
    await accounts.import()
    expect((await ended()).filter(one => !before.includes(one))).toEqual([changes.jkt])
    expect((await changes.browser.refresh(changes.tokens.refresh)).status).toBe(400)
    expect((await changes.browser.redeem(changes.browser.codeFrom(silent))).status).toBe(400)
    expect(Browser.target(await changes.browser.begin())).toContain('/interaction/')
    expect((await typed.fetch(onTheWay)).headers.get('location') ?? '').not.toContain('code=')
    expect((await stays.browser.refresh(stays.tokens.refresh)).status).toBe(200)
  },
)
