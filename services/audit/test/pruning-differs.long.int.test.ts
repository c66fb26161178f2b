import { randomUUID } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'
import { COMPARED_AT_ONCE } from '../src/commands/compare-leaves.ts'
import { answerHeld, backdate, retentionIn } from './aged.ts'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const dir = tempDir('pruning-differs')
afterAll(() => removeTempDir(dir))

const person = randomUUID()
const ofPerson = anEntry({ subjectRef: person })
const people = new Set<string>([person])
let meanwhile = async () => {}
answerHeld(redaction, audit, people, () => meanwhile())
const said = async (action: Action) => (await audit.entries()).filter(entry => entry.action === action)
const searchedAs = async ({ entryId }: { entryId?: string } = ofPerson) =>
  (await audit.sql<{ ref: string }>('select subject_ref as ref from audit.projected where entry_id = $1', [entryId]))[0]
    ?.ref
const hide = ({ entryId }: { entryId?: string }) =>
  audit.sql('update audit.projected set subject_ref = null where entry_id = $1', [entryId])
const hasKey = async (ref: string) =>
  (await audit.sql('select from audit.half_key where name = $1', [`person/${ref}`])).length > 0
const kept = async ({ entryId }: { entryId?: string }) =>
  (await audit.sql('select from audit.kept_half join audit.leaf using (index) where entry_id = $1', [entryId])).length >
  0
const prunedTo = async () => (await said(Action.LOG_PRUNED)).map(({ code }) => code)
/** Earlier prunings may be among what goes. */
const prunedSince = async (before: readonly string[]) => (await prunedTo()).some(code => !before.includes(code))
/** So many that what comes behind is on no page with what is past its time. */
async function manyOthers(): Promise<void> {
  for (let i = 0; i < COMPARED_AT_ONCE; i += 50)
    await Promise.all(Array.from({ length: 50 }, () => appended(redaction, anEntry())))
}
/** Beside the desk, which another instance keeps, as far as anybody can tell. */
async function started(months: number, unread?: object) {
  await audit.sql(
    `insert into audit.lease (name, holder, token, expires_at) values ('desk', 'another', 1, now() + interval '1 day')
     on conflict (name) do update set holder = excluded.holder, token = lease.token + 1, expires_at = excluded.expires_at`,
  )
  const service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retentionIn(dir, randomUUID(), months, [], unread) })
  await untilWriting(redaction)
  return service
}
const foundAt = async ({ url }: { url: string }) => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const page = await (await fetch(`${url}/entries?userId=${ofPerson.userId}`, { headers })).json()
  return (page as { entries: object[] }).entries
}

test('Nothing goes by rows that are other than the log says: they are made anew, and what they hid is kept', async () => {
  let service = await started(120)
  await appended(redaction, ofPerson)
  expect(await foundAt(service)).toMatchObject([{ subjectRef: person }])
  await service.stop()
  await backdate(audit, 30)
  await hide(ofPerson)

  service = await started(24)
  await waitFor(async () => (await searchedAs()) === person)
  expect(await said(Action.LOG_PRUNED)).toEqual([])
  expect(await said(Action.DESK_DIFFERS)).toMatchObject([{ code: expect.stringMatching(/^rows:\d+:1$/) }])
  await service.stop()

  service = await started(24)
  await waitFor(async () => (await said(Action.LOG_PRUNED)).length > 0)
  await waitFor(async () => (await audit.sql('select 1 from audit.log_minimum where index > 0')).length > 0)
  expect(await searchedAs()).toBe(person)
  expect(await foundAt(service)).toMatchObject([{ id: ofPerson.entryId, subjectRef: person }])
  expect(await said(Action.DESK_DIFFERS)).toHaveLength(1)
  await service.stop()
})

test('No key of a person goes while the log has an entry of theirs, be it that no row names them', async () => {
  const [nulled, missing] = [anEntry({ subjectRef: randomUUID() }), anEntry({ subjectRef: randomUUID() })]
  let service = await started(24)
  await manyOthers()
  for (const entry of [nulled, missing]) await appended(redaction, entry)
  await foundAt(service)
  await service.stop()
  const before = (await said(Action.DESK_DIFFERS)).length
  await hide(nulled)
  await audit.sql('delete from audit.projected where entry_id = $1', [missing.entryId])
  const drop = audit.sql('delete from audit.half_key where name = $1', [`person/${nulled.subjectRef}`])
  await expect(drop).rejects.toThrow('append-only')

  service = await started(24)
  await waitFor(async () => (await said(Action.DESK_DIFFERS)).length > before)
  for (const entry of [nulled, missing]) {
    expect(await hasKey(entry.subjectRef ?? '')).toBe(true)
    await waitFor(async () => (await searchedAs(entry)) === entry.subjectRef)
  }
  await service.stop()
})

test('Nothing goes by rows that are about to be made anew, and were compared by nobody', async () => {
  const [first, hidden] = [anEntry({ subjectRef: randomUUID() }), anEntry({ subjectRef: randomUUID() })]
  let service = await started(120)
  for (const entry of [first, hidden]) await appended(redaction, entry)
  await foundAt(service)
  await service.stop()
  await backdate(audit, 28)
  const before = await prunedTo()
  // Once it was said that nothing stands against it an order comes for both, which is heard when it is asked again; and one is hidden.
  let asked = 0
  meanwhile = async () => {
    asked += 1
    if (asked > 1) return
    for (const { subjectRef } of [first, hidden]) people.add(subjectRef ?? '')
    await hide(hidden)
    await audit.sql('update audit.projection set form = 1')
  }
  service = await started(24)
  await waitFor(async () => service.logged().includes('log.not_pruned'))
  expect(await prunedTo()).toEqual(before)
  await service.stop()

  service = await started(24)
  await waitFor(() => prunedSince(before))
  for (const entry of [first, hidden]) await waitFor(() => kept(entry))
  await service.stop()
})

test('Whose an assignment is that is past its time is said by younger rows alone that are what the log says', async () => {
  const [referralId, subjectRef] = [randomUUID(), randomUUID()]
  people.add(subjectRef)
  const assigned = anEntry({ action: Action.REFERRAL_ASSIGNED, referralId, assigneeId: randomUUID() })
  const opened = anEntry({ referralId, subjectRef })
  let service = await started(120)
  await appended(redaction, assigned)
  await service.stop()
  await backdate(audit, 26)
  service = await started(120)
  await manyOthers()
  await appended(redaction, opened)
  await foundAt(service)
  await service.stop()
  const before = (await said(Action.DESK_DIFFERS)).length
  const pruned = await prunedTo()
  await hide(opened)

  service = await started(24)
  await waitFor(async () => (await searchedAs(opened)) === subjectRef)
  expect(await said(Action.DESK_DIFFERS)).toHaveLength(before + 1)
  expect(await prunedTo()).toEqual(pruned)
  await service.stop()

  service = await started(24)
  await waitFor(() => prunedSince(pruned))
  await waitFor(() => kept(assigned))
  await service.stop()
})

test('An alert that nobody closed ends by no date of its announcement that the log has not', async () => {
  const unread = { months: 12, noticeDays: 30 }
  let service = await started(24)
  await manyOthers()
  await service.stop()
  await audit.sql(
    `insert into audit.alert (id, rule, policy_hash, weight, raised_at, due_at, entry_ids, facts)
     values ($1, 'relation', '', 50, '2020-02-03', '2020-02-04', array[$2::uuid], '{}')`,
    [randomUUID(), randomUUID()],
  )
  service = await started(24, unread)
  await waitFor(async () => (await said(Action.ALERT_UNREAD)).length > 0)
  await foundAt(service)
  await service.stop()
  const before = (await said(Action.DESK_DIFFERS)).length
  await audit.sql(`update audit.projected set occurred_at = now() - interval '1 year' where action = 'alert_unread'`)
  service = await started(24, unread)
  await waitFor(async () => (await said(Action.DESK_DIFFERS)).length > before)
  expect(await said(Action.ALERT_EXPIRED)).toEqual([])
  await service.stop()
})
