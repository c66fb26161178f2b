import { waitFor } from '@amparo/testing/platform'
import pg from 'pg'
import { expect, it } from 'vitest'
import { databaseOf, keysDatabaseOf } from '../../scripts/lib/hubs/environment.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'
import { arrives } from './support/refer.ts'

/** As `services/redaction/src/store/index-key.ts` has it. */
const INDEX_KEY_ID = '00000000-0000-8000-8000-626c696e6401'

const { system, people } = await useHubs(['XA', 'XB'])

async function rows(database: string, text: string, params: unknown[] = []) {
  const client = new pg.Client({ connectionString: system.postgres.superuserUrl(database) })
  await client.connect()
  try {
    return (await client.query(text, params)).rows
  } finally {
    await client.end()
  }
}
const HUBS = ['XA', 'XB']
const HOLDS = {
  records: [databaseOf, 'redaction.record'],
  findings: [databaseOf, 'redaction.blind_index'],
  keys: [keysDatabaseOf, 'keys.wrapped_key'],
} as const

/** Of whom each vault holds what, under the hub's own id of each person. */
async function held(hub: string): Promise<Record<keyof typeof HOLDS, string[]>> {
  const of = async ([database, table]: (typeof HOLDS)[keyof typeof HOLDS]) =>
    (await rows(database(hub), `select distinct subject_id from ${table}`)).map(row => row['subject_id'])
  return { records: await of(HOLDS.records), findings: await of(HOLDS.findings), keys: await of(HOLDS.keys) }
}
const before = new Map(await Promise.all(HUBS.map(async hub => [hub, await held(hub)] as const)))

/** Of how many since this file began. The key of the indexes stands among those of people, and is nobody's. */
async function heldSince(hub: string): Promise<Record<string, number>> {
  const others = new Set([...Object.values(before.get(hub) ?? {}).flat(), INDEX_KEY_ID])
  return Object.fromEntries(
    Object.entries(await held(hub)).map(([what, ids]) => [what, ids.filter(id => !others.has(id)).length]),
  )
}

it('a person who was referred across a border and is erased is gone in both hubs, by two custodians, and the other hub’s log says why', async () => {
  const shelter = system.hub('XB').installed.agencies.find(({ type }) => type === 'shelter')
  const sender = await people.caseworker('XA', 'police')
  const receiver = await people.caseworker('XB', 'shelter')
  const { subjectRef } = await sender.registerSubject(anAdult())
  await sender.recordConsent(consentTo(subjectRef, { hub: 'XB', type: 'shelter' }))
  const { id } = await sender.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] },
    to: { hub: 'XB', agencyId: shelter?.agencyId ?? '' },
  })
  await arrives(receiver, id)
  await receiver.assign(id)
  await receiver.openView(id)
  for (const hub of HUBS) expect(await heldSince(hub)).toMatchObject({ records: 1, keys: 1 })
  const [ana, bea] = [await people.named('XA', 'custodian'), await people.named('XA', 'custodian.second')]

  const refused = await ana.requestErasure({ subjectRef: id, reason: 'asked_by_person' })
  expect(refused).toMatchObject({ state: 'restricted', heldBy: ['open_proceeding'] })
  await receiver.step(id, 'accept')
  await receiver.step(id, 'start')
  await receiver.step(id, 'complete', { outcome: 'services-provided' })
  await waitFor(async () => (await sender.get(id)).status === 'completed')

  const asked = await ana.requestErasure({ subjectRef: id, reason: 'asked_by_person' })
  expect(asked).toMatchObject({ state: 'waiting', subjectRef })
  await bea.confirmErasure(asked.erasureId)
  await rows(databaseOf('XA'), 'update redaction.erasure set due_at = now() where erasure_id = $1', [asked.erasureId])
  const stateOf = async () => (await ana.erasures()).find(one => one.erasureId === asked.erasureId)?.state
  await waitFor(async () => (await stateOf()) === 'executed')
  const recalls = 'select state from redaction.recall where erasure_id = $1'
  await waitFor(async () => (await rows(databaseOf('XA'), recalls, [asked.erasureId]))[0]?.['state'] === 'destroyed')
  for (const hub of HUBS) expect([hub, await heldSince(hub)]).toEqual([hub, { records: 0, findings: 0, keys: 0 }])
  const packages = 'select message from exchange.outgoing where kind = $1 and referral_id = $2'
  // Exchange hears of it apart.
  await expect.poll(() => rows(databaseOf('XA'), packages, ['package', id])).toEqual([{ message: null }])
  const auditor = await people.auditor('XB')
  const entries = async () => (await auditor.auditEntries(id)).items
  expect((await entries()).filter(({ action }) => action === 'subject_erased')).toHaveLength(1)
  // The log keeps who looked, and loses at whom.
  await waitFor(async () => (await entries()).every(({ subjectRef }) => subjectRef === undefined))
  const looked = (await entries()).filter(({ action }) => action === 'view_opened')
  expect(looked).toMatchObject([{ userId: expect.any(String), agency: { hub: 'XB' }, categories: [] }])
  await expect(receiver.openView(id)).rejects.toMatchObject({ status: 409, code: 'referral_over' })
})
