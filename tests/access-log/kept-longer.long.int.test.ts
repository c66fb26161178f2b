import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  Action,
  DataCategory,
  encode,
  encodeEnvelope,
  eventSubject,
  referralAssigned,
  referralEnded,
} from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerHeld, backdate, redate, retentionIn } from '../../services/audit/test/aged.ts'
import { anEntry, appended, type RunningProcess, untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { runScript } from './support/run.ts'

// Nine starts of a process.

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const referral = await audit.nats.as('referral')
const dir = tempDir('kept-longer')
afterAll(() => removeTempDir(dir))
// The alerts in here are those that it makes itself: rules leave the looks alone for the hour, be it a Sunday, and keep none of them.
const alerts = join(dir, 'alerts.json')
const shipped = readFileSync(join(import.meta.dirname, '../../services/audit/policy/alerts.v1.json'), 'utf8')
writeFileSync(alerts, JSON.stringify({ ...JSON.parse(shipped), settleMinutes: 60 }))

const [held, asking, gone] = [randomUUID(), randomUUID(), randomUUID()]
const officer = randomUUID()
const aLook = (changes: { readonly subjectRef?: string; readonly userId?: string } = {}) => {
  const [entryId, userId] = [randomUUID(), randomUUID()]
  const entry = anEntry({ entryId, categories: [DataCategory.HEALTH], ...changes })
  return { ...entry, entryId, userId: changes.userId ?? userId }
}
/** Of a person who is on hold, of one whose request is open, by an officer who is on hold, that an open alert names, and of nothing of it. */
const [ofHeld, ofAsking, byOfficer, ofAlert, ofNothing] = [
  aLook({ subjectRef: held }),
  aLook({ subjectRef: asking }),
  aLook({ subjectRef: gone, userId: officer }),
  aLook(),
  aLook({ subjectRef: gone }),
]
/** What explains the look at the person on hold, and names nobody: to whom the referral was assigned, how a file of it was used. */
const supervisor = randomUUID()
const assigned = { entryId: randomUUID(), userId: supervisor }
const use = { ...aLook(), ...{ action: Action.ITEM_USED, subjectRef: '', referralId: ofHeld.referralId ?? '' } }
const ended = randomUUID()
/** Of the same kind, on the referral of somebody who is not. */
const useOfNobody = { ...use, entryId: randomUUID(), userId: randomUUID(), referralId: ofNothing.referralId ?? '' }
const KEPT = [ofHeld, ofAsking, byOfficer, ofAlert, assigned, use]
const people = new Set<string>()

let service: RunningProcess
const restarted = async (months: number, holds: readonly object[] = [], unread?: object) => {
  await service.stop()
  service = await audit.start({
    AMPARO_LOG_RETENTION_FILE: retentionIn(dir, randomUUID(), months, holds, unread),
    AMPARO_ALERTS_FILE: alerts,
    AMPARO_LOG_LEVEL: 'error',
  })
  await untilWriting(redaction)
}
const ON_HOLD = { since: '2020-01', code: 'court_order', user: officer }

const get = async (path: string) => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  return fetch(`${service.url}${path}`, { headers })
}
interface Found {
  readonly id: string
  readonly subjectRef?: string
  readonly userId?: string
  readonly categories: string[]
}
/** By whoever looked, where it is searched: an auditor who is shown a person is an entry that names them. */
async function found({ userId }: { readonly userId: string }): Promise<Found[]> {
  // Of nobody: brings what is searched up to the log.
  await get(`/entries?userId=${randomUUID()}`)
  return audit.sql<Found>(
    `select entry_id as id, subject_ref as "subjectRef", user_id as "userId", about -> 'categories' as categories
       from audit.projected where user_id = $1`,
    [userId],
  )
}
const rowsOf = async (table: string, column = 'id') =>
  (await audit.sql<{ id: string }>(`select ${column}::text as id from audit.${table} order by 1`)).map(({ id }) => id)
const minimum = async () =>
  Number((await audit.sql<{ index: string }>('select max(index) as index from audit.log_minimum'))[0]?.index ?? 0)
const namesOfKeys = () => rowsOf('half_key', 'name')

/** An alert, and a line of the register of requests, as they were at that time; settled, or not. */
async function matters(of: { at: string; entryId: string; subjectRef: string; settled: boolean }) {
  const [alert, line] = [randomUUID(), randomUUID()]
  const at = `'${of.at}'::timestamptz`
  await audit.sql(
    `insert into audit.alert (id, rule, policy_hash, weight, raised_at, due_at, entry_ids, facts)
     values ($1, 'relation', 'x', 1, ${at}, ${at}, array[$2::uuid], '{}')`,
    [alert, of.entryId],
  )
  await audit.sql(
    `insert into audit.register_line (id, register, kind, known_at, opened_at, opened_by, subject_ref, entry_ids, dues, policy_hash)
     values ($1, 'request', 'access', ${at}, ${at}, 'x', $2, '{}', '{}', 'x')`,
    [line, of.subjectRef],
  )
  if (of.settled) {
    await audit.sql(
      `insert into audit.alert_event (alert_id, number, step, code, at, user_id, agency_id, ends)
       values ($1, 1, 'found', 'in_order', ${at}, 'x', 'x', true)`,
      [alert],
    )
    await audit.sql(
      `insert into audit.register_step (line_id, number, step, at, user_id, ends) values ($1, 1, 'closed', ${at}, 'x', true)`,
      [line],
    )
  }
  return { alert, line }
}
/** As `referral` says it: of a referral, and of nobody. */
async function assignedAndEnded() {
  const referralId = ofHeld.referralId ?? ''
  const of = { aggregateId: referralId, occurredAt: new Date(), correlationId: randomUUID() }
  const to = { referralId, agencyId: 'xa-shelter', userId: ofHeld.userId, byUserId: supervisor }
  const begun = encode(referralAssigned, to, { ...of, id: assigned.entryId, aggregateVersion: 1 })
  const done = encode(referralEnded, { referralId, state: 'closed' }, { ...of, id: ended, aggregateVersion: 2 })
  referral.connection.publish(eventSubject(referralAssigned), encodeEnvelope(begun, 1n))
  referral.connection.publish(eventSubject(referralEnded), encodeEnvelope(done, 2n))
  const isThere = async (id: string) => (await audit.entries()).some(({ entryId }) => entryId === id)
  await waitFor(async () => (await isThere(assigned.entryId)) && (await isThere(ended)))
}
const LONG_AGO = '2020-02-03T12:00:00Z'
let [old, open, ofHold, young]: Awaited<ReturnType<typeof matters>>[] = []

beforeAll(async () => {
  service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retentionIn(dir, 'long', 120), AMPARO_ALERTS_FILE: alerts })
  await untilWriting(redaction)
  for (const entry of [ofHeld, ofAsking, byOfficer, ofAlert, use, useOfNobody, ofNothing])
    await appended(redaction, entry)
  await assignedAndEnded()
  await found(ofNothing)
  await service.stop()
  await backdate(audit, 30)
  old = await matters({ at: LONG_AGO, entryId: ofNothing.entryId, subjectRef: gone, settled: true })
  ofHold = await matters({ at: LONG_AGO, entryId: ofHeld.entryId, subjectRef: held, settled: true })
  open = await matters({ at: LONG_AGO, entryId: ofAlert.entryId, subjectRef: asking, settled: false })
  young = await matters({ at: new Date().toISOString(), entryId: ofNothing.entryId, subjectRef: gone, settled: true })
  service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retentionIn(dir, 'long', 120), AMPARO_ALERTS_FILE: alerts })
  await untilWriting(redaction)
})

test('Nothing goes while redaction does not say of whom nothing may be lost', async () => {
  await restarted(24, [ON_HOLD])
  await new Promise(resolve => setTimeout(resolve, 1_500))
  expect(await minimum()).toBe(0)
  expect(await found(ofNothing)).toMatchObject([{ subjectRef: gone }])
})

describe('What is past its time and has to be kept', () => {
  let asked: string[] = []
  beforeAll(async () => {
    people.add(held)
    asked = answerHeld(redaction, audit, people)
    await restarted(24, [ON_HOLD])
    await waitFor(async () => !(await rowsOf('alert')).includes(old?.alert ?? ''))
  })

  test('is kept whole, of that person, by that officer, and what an open matter names; the minimum index goes on', async () => {
    expect(await minimum()).toBeGreaterThan(KEPT.length)
    expect(await found(ofHeld)).toMatchObject([{ id: ofHeld.entryId, subjectRef: held, categories: ['health'] }])
    expect(await found(ofAsking)).toMatchObject([{ id: ofAsking.entryId }])
    expect(await found(byOfficer)).toMatchObject([{ id: byOfficer.entryId, subjectRef: gone }])
    expect(await found(ofAlert)).toMatchObject([{ id: ofAlert.entryId }])
    expect(await found(assigned)).toMatchObject([{ id: assigned.entryId }])
    expect(await found(use)).toMatchObject([{ id: use.entryId }])
    expect((await get(`/entries/${ended}/proof`)).status).toBe(200)
    for (const ref of [held, asking, gone]) expect(asked).toContain(ref)
  })

  test('and nothing else is: neither entry nor month, and no name of a person of whom nothing is left', async () => {
    for (const none of [ofNothing, useOfNobody]) expect(await found(none)).toEqual([])
    expect((await get(`/entries/${ofNothing.entryId}/proof`)).status).toBe(404)
    const month = new Date().toISOString().slice(0, 7)
    expect((await namesOfKeys()).filter(name => name.startsWith('month/'))).toEqual([`month/${month}`])
    expect(await namesOfKeys()).toEqual(expect.arrayContaining([`person/${held}`, `person/${gone}`]))
    expect(await audit.sql('select 1 from audit.kept_half')).toHaveLength(KEPT.length + 1)
  })

  test('is proven offline by both verifiers, below the minimum index, where the log itself is gone', async () => {
    const keys = join(dir, 'keys')
    writeFileSync(keys, await (await fetch(`${service.url}/keys`)).bytes())
    // Of one person no auditor is shown anything, so that nothing is left of them in the end.
    for (const entry of KEPT.filter(one => one !== byOfficer)) {
      const file = join(dir, 'kept.tlog-proof')
      writeFileSync(file, await (await get(`/entries/${entry.entryId}/tlog-proof`)).bytes())
      expect(await runScript('audit-verify.ts', '--proof', file, '--keys', keys)).toMatchObject({ code: 0 })
      const folder = join(dir, entry.entryId)
      const exported = await runScript('audit-export.ts', '--log', service.url, '--to', folder, '--proof', file)
      expect(exported).toMatchObject({ code: 0 })
      expect(await runScript('audit-verify.ts', '--log', folder, '--keys', keys)).toMatchObject({ code: 0 })
      expect(await runScript('audit-recheck.mjs', folder, keys)).toMatchObject({ code: 0 })
    }
  })

  test('at the desk is what is open, what is about it, and what was settled since; the rest goes, with its steps', async () => {
    expect(await rowsOf('alert')).toEqual([open?.alert, ofHold?.alert, young?.alert].sort())
    expect(await rowsOf('register_line')).toEqual([open?.line, ofHold?.line, young?.line].sort())
    expect(await rowsOf('alert_event', 'alert_id')).toEqual([ofHold?.alert, young?.alert].sort())
    expect(await rowsOf('register_step', 'line_id')).toEqual([ofHold?.line, young?.line].sort())
  })

  test('is found again when what is searched is made anew', async () => {
    await audit.sql('update audit.projection set form = 0')
    expect(await found(ofHeld)).toMatchObject([{ id: ofHeld.entryId }])
    expect(await found(ofNothing)).toEqual([])
  })
})

test('What is kept for a matter that is open at the desk nobody lets go, not even past all grants', async () => {
  for (const reason of [`alert/${open?.alert}`, `person/${asking}`]) {
    await expect(audit.sql('select audit.let_go($1)', [[reason]])).rejects.toThrow(/append-only/)
    await expect(audit.sql('delete from audit.kept_half where reason = $1', [reason])).rejects.toThrow(/append-only/)
  }
})

describe('What is settled', () => {
  test.each(['alert', 'alert_event', 'register_line', 'register_step'])(
    'goes from %s before its time by nobody, not even past all grants',
    async table => {
      await expect(audit.sql(`delete from audit.${table}`)).rejects.toThrow(/append-only/)
    },
  )
})

describe('When the reason has gone', () => {
  beforeAll(async () => {
    people.clear()
    await restarted(24)
    await waitFor(async () => (await audit.sql('select 1 from audit.kept_half')).length === 2)
    await waitFor(async () => !(await namesOfKeys()).includes(`person/${gone}`))
  })

  test('so does what was kept for it, and that is an entry; what is kept for another stays', async () => {
    expect(await found(ofHeld)).toEqual([])
    for (const gone of [byOfficer, assigned, use]) expect(await found(gone)).toEqual([])
    expect((await get(`/entries/${ofHeld.entryId}/tlog-proof`)).status).toBe(404)
    expect(await found(ofAsking)).toMatchObject([{ id: ofAsking.entryId }])
    expect(await found(ofAlert)).toMatchObject([{ id: ofAlert.entryId }])
    const said = (await audit.entries()).filter(({ action }) => action === Action.LOG_PRUNED)
    expect(said.map(({ code }) => code.split(':')[0])).toEqual([String(await minimum()), String(await minimum())])
  })

  test('and none of it, pruned, kept or let go, is taken for a change of what is searched, or for a key that was taken away', async () => {
    const faults: readonly Action[] = [Action.DESK_DIFFERS, Action.KEY_GONE]
    expect((await audit.entries()).filter(({ action }) => faults.includes(action))).toEqual([])
  })

  test('and names of people of whom nothing is left; they may come again', async () => {
    // That an auditor was shown the other is an entry of today, in that person's trail.
    const names = (await namesOfKeys()).filter(name => [`person/${held}`, `person/${gone}`].includes(name))
    expect(names).toEqual([`person/${held}`])
    const again = aLook({ subjectRef: gone })
    await appended(redaction, again)
    expect(await found(again)).toMatchObject([{ id: again.entryId, subjectRef: gone, categories: ['health'] }])
  })

  test('and what was settled about it', async () => {
    await waitFor(async () => !(await rowsOf('alert')).includes(ofHold?.alert ?? ''))
    expect(await rowsOf('register_line')).toEqual([open?.line, young?.line].sort())
  })
})

describe('An alert that nobody closes', () => {
  const UNREAD = { months: 12, noticeDays: 30 }
  const entriesOf = async (action: Action) => (await audit.entries()).filter(entry => entry.action === action)
  const codes = async (action: Action) => (await entriesOf(action)).map(({ code }) => code)
  const stateOf = async (alert = '') =>
    (await audit.sql<{ step: string; code: string; ends: boolean }>(
      'select step, code, ends from audit.alert_event where alert_id = $1 order by number',
      [alert],
    )) ?? []
  let [asked, ofPerson]: Awaited<ReturnType<typeof matters>>[] = []
  const announced = (of: typeof open) => `relation:${of?.alert}`
  /** As if it had been announced so many days before. */
  const daysLater = async (days: number) => {
    const ids = (await entriesOf(Action.ALERT_UNREAD)).map(({ entryId }) => entryId)
    await redate(audit, ids, at => new Date(at.getTime() - days * 24 * 3_600_000))
  }

  beforeAll(async () => {
    asked = await matters({ at: LONG_AGO, entryId: ofAlert.entryId, subjectRef: gone, settled: false })
    await audit.sql(
      `insert into audit.alert_event (alert_id, number, step, code, at, user_id, agency_id, ends)
       values ($1, 1, 'asked', 'why', now(), 'x', 'x', false)`,
      [asked.alert],
    )
    ofPerson = await matters({ at: LONG_AGO, entryId: ofAsking.entryId, subjectRef: asking, settled: false })
    await restarted(24, [], UNREAD)
    // In the projection, too, where days are turned.
    await waitFor(
      async () => (await audit.sql(`select from audit.projected where action = 'alert_unread'`)).length >= 2,
      20_000,
    )
  })

  test('is announced in the log, and stays open so many days with what it names; not so what is kept for a person', async () => {
    expect((await codes(Action.ALERT_UNREAD)).toSorted()).toEqual([announced(open), announced(asked)].toSorted())
    await daysLater(29)
    await restarted(24, [], UNREAD)
    await new Promise(resolve => setTimeout(resolve, 1_500))
    expect(await codes(Action.ALERT_UNREAD)).toHaveLength(2)
    expect(await codes(Action.ALERT_EXPIRED)).toEqual([])
    expect(await found(ofAlert)).toMatchObject([{ id: ofAlert.entryId }])
  })

  test('then ends with a finding that says so, in the log first, and what was kept for it goes', async () => {
    await daysLater(2)
    await restarted(24, [], UNREAD)
    await waitFor(async () => (await found(ofAlert)).length === 0)
    expect(await stateOf(open?.alert)).toEqual([{ step: 'found', code: 'expired_unread', ends: true }])
    expect((await stateOf(asked?.alert)).at(-1)).toEqual({ step: 'found', code: 'expired_unfinished', ends: true })
    expect((await codes(Action.ALERT_EXPIRED)).toSorted()).toEqual([
      'relation:expired_unfinished',
      'relation:expired_unread',
    ])
    expect(await stateOf(ofPerson?.alert)).toEqual([])
    expect(await found(ofAsking)).toMatchObject([{ id: ofAsking.entryId }])
    const closed = (await (await get('/alerts?state=closed')).json()) as { alerts: { id: string; history: object[] }[] }
    expect(closed.alerts.find(({ id }) => id === open?.alert)?.history).toMatchObject([
      { code: 'expired_unread', userId: '', says: { en: expect.stringMatching(/Nobody read it/) } },
    ])
  })
})
