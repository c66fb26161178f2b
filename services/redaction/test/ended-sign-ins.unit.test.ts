import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ask } from '@amparo/asking'
import {
  type EndedSignInsRequest,
  EndedSignInsRequestSchema,
  EndedSignInsSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { generateSigningKey, loadSigningKey, loadTrust, requestHash, signStatement } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { endedSignIns, keepHearing } from '../src/ports/ended-sign-ins.ts'

const START = Date.parse('2026-11-30T12:00:00Z')
const { privateJwk, publicJwk } = generateSigningKey()
const key = loadSigningKey(privateJwk)
const signer = loadTrust({ accounts: publicJwk }).keyOf('accounts')

let at: number
const now = () => new Date(at)
const minutesAgo = (minutes: number) => new Date(at - minutes * 60_000)

type Told = { key?: string; user?: string; at: Date }
/** As accounts answers. */
const answering = (told: readonly Told[], changes: object = {}) =>
  (async (_question: unknown, request: EndedSignInsRequest) => {
    const ended = {
      requestHash: requestHash(toBinary(EndedSignInsRequestSchema, request)),
      endedSignIns: told.map(({ key: thumbprint, user, at: endedAt }) => ({
        at: timestampFromDate(endedAt),
        of: user ? { case: 'userId', value: user } : { case: 'keyThumbprint', value: thumbprint ?? '' },
      })),
      expiresAt: timestampFromDate(new Date(at + 30_000)),
      ...changes,
    }
    return { endedSignIns: signStatement(EndedSignInsSchema, ended as never, 'ended-sign-ins.v1', key) }
  }) as unknown as Ask

const caller = (changes: object = {}) => ({ user: 'ana', jkt: 'thumb', issuedAt: minutesAgo(4), ...changes })
const heard = async (...told: Told[]) => {
  const signIns = endedSignIns(now)
  await signIns.hear(answering(told), { signer, newId: randomUUID })
  return signIns
}

beforeEach(() => {
  at = START
})

describe('A token', () => {
  test('is believed whose sign-in has not ended, or that was issued after it had', async () => {
    const signIns = await heard({ key: 'other', at: minutesAgo(1) }, { user: 'luz', at: minutesAgo(1) })
    expect(() => signIns.check(caller())).not.toThrow()
    const anew = await heard({ key: 'thumb', at: minutesAgo(3) }, { user: 'ana', at: minutesAgo(3) })
    expect(() => anew.check(caller({ issuedAt: minutesAgo(2) }))).not.toThrow()
  })

  test.each([
    ['of a sign-in that ended', { key: 'thumb' }],
    ['of somebody who left', { user: 'ana' }],
  ])('%s is not', async (_, of) => {
    const signIns = await heard({ ...of, at: minutesAgo(1) })
    expect(() => signIns.check(caller())).toThrow(expect.objectContaining({ code: 'unauthenticated' }))
  })

  test('is none that can be checked while nobody says which have ended: at first, and after a minute', async () => {
    const unknown = expect.objectContaining({ code: 'sign_in_unavailable' })
    expect(() => endedSignIns(now).check(caller())).toThrow(unknown)
    const signIns = await heard()
    at += 60_000
    expect(() => signIns.check(caller())).not.toThrow()
    at += 1
    expect(() => signIns.check(caller())).toThrow(unknown)
  })
})

test('An answer to another question, or signed by another, is not believed, and what was heard before stands', async () => {
  const signIns = await heard({ key: 'thumb', at: minutesAgo(1) })
  const asking = { signer, newId: randomUUID }
  for (const changes of [{ requestHash: 'ab'.repeat(32) }, { expiresAt: timestampFromDate(minutesAgo(1)) }])
    await expect(signIns.hear(answering([], changes), asking)).rejects.toMatchObject({ code: 'statement_invalid' })
  const other = loadTrust({ accounts: generateSigningKey().publicJwk }).keyOf('accounts')
  await expect(signIns.hear(answering([]), { ...asking, signer: other })).rejects.toThrow()
  expect(() => signIns.check(caller())).toThrow(expect.objectContaining({ code: 'unauthenticated' }))
})

test('Accounts is asked again and again, also while it is away, which is said once, and not any more once that is stopped', async () => {
  let [asked, away] = [0, true]
  const said: unknown[] = []
  const hear = async () => {
    asked++
    if (away) throw new Error('away')
  }
  const stop = keepHearing(hear, error => said.push(error), { everyMs: 5, awayEveryMs: 1 })
  const askedFrom = async (count: number) => {
    while (asked < count) await sleep(1)
  }
  await askedFrom(3)
  away = false
  await askedFrom(asked + 3)
  away = true
  await askedFrom(asked + 3)
  stop()
  await sleep(20)
  const last = asked
  await sleep(50)
  expect([asked, said.length]).toEqual([last, 2])
})
