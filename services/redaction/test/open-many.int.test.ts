import { randomUUID } from 'node:crypto'
import { AgencyType } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { RECIPIENT } from './fixtures/parties.ts'
import { LIMITS, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const MOST = 2
const { register, refer, view, readMessages, clock, state, rows, lines } = await useRedaction('XA', {
  limits: { ...LIMITS, persons: MOST },
})
state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER)
const reader = (changes: Partial<Who> = {}): Who => ({ ...SHELTER, user: randomUUID(), signedIn: 3_600, ...changes })
const referred = async (who: Who, subjectRef?: string) => refer(subjectRef ?? (await register()), { users: [who.user] })
const open = async (who: Who, referralId: string) => {
  const { status, body } = await view(referralId, who)
  return status === 200 ? 'opened' : body.code
}

test('a user opens so many people a day; each further one after a recent sign-in, and those of before as before', async () => {
  const who = reader()
  const before: string[] = []
  for (let n = 0; n < MOST; n++) {
    before.push(await referred(who))
    expect(await open(who, before[n] ?? '')).toBe('opened')
  }
  const further = await referred(who)
  state.decided.length = 0
  state.entries.length = 0
  expect(await open(who, further)).toBe('step_up_required')
  expect((await readMessages(further, who)).body.code).toBe('step_up_required')
  expect([state.decided, state.entries]).toEqual([[], []])
  for (const referralId of before) expect(await open(who, referralId)).toBe('opened')
  expect(await open({ ...who, signedIn: 60 }, further)).toBe('opened')
  expect(await open(who, further)).toBe('opened')
  expect(await open(who, await referred(who))).toBe('step_up_required')
  expect(await open(reader(), further)).toBe('not_found')
})

test('one person by another referral is no other; a colleague is counted apart; after a day all are open anew', async () => {
  const [who, colleague] = [reader(), reader()]
  const subjectRef = await register()
  for (let n = 0; n <= MOST; n++) expect(await open(who, await referred(who, subjectRef))).toBe('opened')
  for (let n = 1; n < MOST; n++) expect(await open(who, await referred(who))).toBe('opened')
  const further = await referred(who)
  expect(await open(who, further)).toBe('step_up_required')
  expect(await open(colleague, await referred(colleague))).toBe('opened')
  const [{ count }] = await rows('select count(*)::int from opened_lately where user_id = $1', [who.user])
  expect(count).toBe(MOST)
  await rows("update opened_lately set opened_at = opened_at - interval '25 hours'")
  expect(await open(who, further)).toBe('opened')
  expect(await rows('select 1 from opened_lately where user_id = $1', [who.user])).toHaveLength(1)
  expect(lines.join()).not.toContain('opened_lately')
})

test('of several at once no more are opened than one after the other', async () => {
  const who = reader()
  const referrals = await Promise.all(Array.from({ length: MOST + 3 }, () => referred(who)))
  const sessions = await Promise.all(referrals.map(referralId => open(who, referralId)))
  expect(sessions.filter(code => code === 'opened').length).toBeLessThanOrEqual(MOST)
  expect(clock.ahead).toBe(0)
})
