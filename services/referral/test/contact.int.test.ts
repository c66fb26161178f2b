import { generateSigningKey, loadSigningKey } from '@amparo/crypto'
import { beforeEach, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, step, get, rows, state, lines } = await useReferral()
const id = (await submit(SENDER)).body.id as string
const signs = { ...state.signs }

beforeEach(async () => {
  Object.assign(state, { safeChannel: 'phone', away: false })
  state.signs.redaction = signs.redaction
  await rows('delete from news')
})

const CALM = { channel: 'phone', outcome: 'reached', safely: 'yes' }
const note = (changes: object = {}, who = RECIPIENT) => step(who, id, 'record-contact', { ...CALM, ...changes })
/** What the log keeps of the last attempt, and which agencies' supervisors were called. */
const noted = async (changes: object = {}, who = RECIPIENT) => {
  expect((await note(changes, who)).status).toBe(200)
  const { body } = await get(who, `/referrals/${id}`)
  const calls = await rows("select agency_id from news where kind = 'supervisor' and referral_id = $1", [id])
  return { rule: body.steps.at(-1).data.rule, calls: calls.map(row => row['agency_id']) }
}

test('an attempt by the person’s own channel is marked so, and calls nobody', async () => {
  expect(await noted()).toEqual({ rule: 'inside', calls: [] })
})

test('one by another channel is logged, marked, and the supervisor of whoever made it is called at once', async () => {
  expect(await noted({ channel: 'sms' })).toEqual({ rule: 'outside', calls: [RECIPIENT.agencyId] })
  await rows('delete from news')
  expect(await noted({ channel: 'in_person' }, SENDER)).toEqual({ rule: 'outside', calls: [SENDER.agencyId] })
})

test.each([{ outcome: 'unsafe' }, { safely: 'no' }])('%o calls the supervisor, whatever the channel', async changes => {
  expect(await noted(changes)).toEqual({ rule: 'inside', calls: [RECIPIENT.agencyId] })
})

test.each([
  ['of a person who has named no channel', { safeChannel: undefined }, 'no-rule'],
  ['by a user who may not see the rule', { safeChannel: 'hidden' }, 'not-compared'],
  ['while redaction is away', { away: true }, 'not-compared'],
] as const)('an attempt %s is logged all the same, and looked at unless it was face to face', async (_, now, mark) => {
  Object.assign(state, now)
  expect(await noted()).toEqual({ rule: mark, calls: [RECIPIENT.agencyId] })
  await rows('delete from news')
  expect(await noted({ channel: 'in_person' })).toEqual({ rule: mark, calls: [] })
})

test('an answer that is not redaction’s own is none', async () => {
  state.signs.redaction = loadSigningKey(generateSigningKey().privateJwk)
  expect(await noted()).toEqual({ rule: 'not-compared', calls: [RECIPIENT.agencyId] })
  expect(lines.join()).toContain('referral.contact_not_compared')
})

test('nobody marks their own attempt', async () => {
  state.safeChannel = 'email'
  const refused = await note({ rule: 'inside' })
  expect([refused.status, refused.body.code]).toEqual([400, 'request_invalid'])
  expect(await rows("select 1 from news where kind = 'supervisor'")).toEqual([])
})

test('the other agency sees neither the attempt nor the mark, and a stranger learns nothing by noting one', async () => {
  await note({ channel: 'sms' })
  expect((await get(SENDER, `/referrals/${id}`)).text).not.toContain('"channel":"sms"')
  expect((await note({}, STRANGER)).body.code).toBe('not_found')
})
