import { randomUUID } from 'node:crypto'
import {
  AgencyType,
  fromBinary,
  JournalLineSchema,
  journalHead,
  journalWritten,
  referralSubmitted,
} from '@amparo/contracts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/parties.ts'
import { useRedaction } from './fixtures/service.ts'

const { send, register, session, publish, told, rows, app, as, state, clock } = await useRedaction()
const ROUTE = 'POST /break-glass'

const lacking: { first: bigint; last: bigint }[] = []
const lacks = (...ranges: [number | bigint, number | bigint][]) =>
  lacking.splice(0, lacking.length, ...ranges.map(([first, last]) => ({ first: BigInt(first), last: BigInt(last) })))

const LINES = 70
beforeAll(async () => {
  const audit = await as('audit')
  audit.answer(journalHead, async () => ({ lacking }))
  await audit.connection.flush()
  Object.assign(state, { denial: 'no_lawful_basis', denialRule: '' })
  for (const { agencyId } of [SENDER, RECIPIENT]) state.types.set(agencyId, AgencyType.SHELTER)
  const referralId = randomUUID()
  const terms = { from: SENDER, to: RECIPIENT, protocolId: 'standard', protocolVersion: 1 }
  await publish(referralSubmitted, { referralId, subjectRef: await register(), ...terms })
  state.away.add('audit')
  for (let i = 0; i < LINES; i++) {
    const who = { agencyId: RECIPIENT.agencyId, user: randomUUID(), scope: 'identity:emergency' }
    const request = await session.request(referralId, new Date(), ROUTE)
    const { status } = await send(who, '/break-glass', { request, reason: 'danger_to_life' }, { jkt: session.jkt })
    expect(status).toBe(200)
  }
})
/** As it is once every consumer had them: their rows are gone. */
const forget = () => rows("delete from outbox where type = 'redaction.journal-written.v1'")
const waiting = async () =>
  (await told(journalWritten)).map(({ line }) =>
    Number(fromBinary(JournalLineSchema, line?.payload ?? new Uint8Array()).sequence),
  )
const HOUR = 3_600_000
beforeEach(async () => {
  await forget()
  // What was sent just before is not held against the next test.
  clock.ahead += HOUR
})

describe('lines of the journal that the log lacks', () => {
  test('are sent again as they were signed, by the number that they have', async () => {
    lacks([2, 3], [5, 5])
    await app.tellJournal()
    expect(await waiting()).toEqual([2, 3, 5])
    const sent = (await told(journalWritten)).map(({ line }) => line)
    const stored = await rows('select * from journal where sequence in (2, 3, 5) order by sequence')
    for (const [i, { payload, signature, key_id: keyId }] of stored.entries()) {
      expect(sent[i]).toMatchObject({ type: 'journal.v1', keyId })
      expect(Buffer.from(sent[i]?.payload ?? []).equals(payload)).toBe(true)
      expect(Buffer.from(sent[i]?.signature ?? []).equals(signature)).toBe(true)
    }
    const versions = 'select aggregate_id, aggregate_version from outbox where type = $1 order by position'
    expect(await rows(versions, ['redaction.journal-written.v1'])).toEqual(
      [2, 3, 5].map(version => ({ aggregate_id: 'journal', aggregate_version: version })),
    )
  })

  test('are not sent again while they are on their way, whoever asks at once', async () => {
    lacks([1, 4])
    await Promise.all([app.tellJournal(), app.tellJournal(), app.tellJournal()])
    await app.tellJournal()
    expect(await waiting()).toEqual([1, 2, 3, 4])
  })

  test('go in turns, the first ones first', async () => {
    lacks([1, LINES])
    await app.tellJournal()
    const first = await waiting()
    expect(first).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    await forget()
    lacks([51, LINES])
    await app.tellJournal()
    expect(await waiting()).toEqual(Array.from({ length: LINES - 50 }, (_, i) => i + 51))
  })

  test('that the log does not take are tried once an hour, and keep no others waiting', async () => {
    lacks([1, LINES])
    await app.tellJournal()
    await forget()
    await app.tellJournal()
    expect(await waiting()).toEqual(Array.from({ length: LINES - 50 }, (_, i) => i + 51))
    await forget()
    await app.tellJournal()
    expect(await waiting()).toEqual([])
    clock.ahead += HOUR
    await app.tellJournal()
    expect(await waiting()).toHaveLength(50)
  })

  test('are those that stand: whatever else is asked for, nothing is written, and nothing fails', async () => {
    const before = await rows('select count(*) from journal')
    lacks([LINES + 1, 2n ** 64n - 1n], [0, 0], [9, 8], [2n ** 63n, 2n ** 63n])
    await app.tellJournal()
    expect(await waiting()).toEqual([])
    expect(await rows('select count(*) from journal')).toEqual(before)
  })
})
