import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Action, DataCategory } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { answerHeld, backdate, retentionIn } from '../../services/audit/test/aged.ts'
import { anEntry, appended, type RunningProcess, untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { runScript } from './support/run.ts'

// Six starts of a process.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const dir = tempDir('kept-longer')
afterAll(() => removeTempDir(dir))

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
const KEPT = [ofHeld, ofAsking, byOfficer, ofAlert]
const people = new Set<string>()

let service: RunningProcess
const restarted = async (months: number, holds: readonly object[] = []) => {
  await service.stop()
  service = await audit.start({
    AMPARO_LOG_RETENTION_FILE: retentionIn(dir, randomUUID(), months, holds),
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
/** By whoever looked: to look for a person is an entry that names them. */
const found = async ({ userId }: { readonly userId: string }): Promise<Found[]> =>
  ((await (await get(`/entries?userId=${userId}`)).json()) as { entries: Found[] }).entries
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
const LONG_AGO = '2020-02-03T12:00:00Z'
let [old, open, ofHold, young]: Awaited<ReturnType<typeof matters>>[] = []

beforeAll(async () => {
  service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retentionIn(dir, 'long', 120) })
  await untilWriting(redaction)
  for (const entry of [...KEPT, ofNothing]) await appended(redaction, entry)
  await found(ofNothing)
  await service.stop()
  await backdate(audit, 30)
  old = await matters({ at: LONG_AGO, entryId: ofNothing.entryId, subjectRef: gone, settled: true })
  ofHold = await matters({ at: LONG_AGO, entryId: ofHeld.entryId, subjectRef: held, settled: true })
  open = await matters({ at: LONG_AGO, entryId: ofAlert.entryId, subjectRef: asking, settled: false })
  young = await matters({ at: new Date().toISOString(), entryId: ofNothing.entryId, subjectRef: gone, settled: true })
  service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retentionIn(dir, 'long', 120) })
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
    await waitFor(async () => !(await rowsOf('alert')).includes(old?.alert ?? ''), 20_000)
  })

  test('is kept whole, of that person, by that officer, and what an open matter names; the minimum index goes on', async () => {
    expect(await minimum()).toBeGreaterThan(KEPT.length)
    expect(await found(ofHeld)).toMatchObject([{ id: ofHeld.entryId, subjectRef: held, categories: ['health'] }])
    expect(await found(ofAsking)).toMatchObject([{ id: ofAsking.entryId }])
    expect(await found(byOfficer)).toMatchObject([{ id: byOfficer.entryId, subjectRef: gone }])
    expect(await found(ofAlert)).toMatchObject([{ id: ofAlert.entryId }])
    for (const ref of [held, asking, gone]) expect(asked).toContain(ref)
  })

  test('and nothing else is: neither entry nor month, and no name of a person of whom nothing is left', async () => {
    expect(await found(ofNothing)).toEqual([])
    expect((await get(`/entries/${ofNothing.entryId}/proof`)).status).toBe(404)
    const month = new Date().toISOString().slice(0, 7)
    expect((await namesOfKeys()).filter(name => name.startsWith('month/'))).toEqual([`month/${month}`])
    expect(await namesOfKeys()).toEqual(expect.arrayContaining([`person/${held}`, `person/${gone}`]))
    expect(await audit.sql('select 1 from audit.kept_half')).toHaveLength(KEPT.length)
  })

  test('is proven offline by both verifiers, below the minimum index, where the log itself is gone', async () => {
    const keys = join(dir, 'keys')
    writeFileSync(keys, await (await fetch(`${service.url}/keys`)).bytes())
    for (const entry of KEPT) {
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
    await waitFor(async () => (await audit.sql('select 1 from audit.kept_half')).length === 2, 20_000)
    await waitFor(async () => !(await namesOfKeys()).includes(`person/${gone}`), 20_000)
  })

  test('so does what was kept for it, and that is an entry; what is kept for another stays', async () => {
    expect(await found(ofHeld)).toEqual([])
    expect(await found(byOfficer)).toEqual([])
    expect((await get(`/entries/${ofHeld.entryId}/tlog-proof`)).status).toBe(404)
    expect(await found(ofAsking)).toMatchObject([{ id: ofAsking.entryId }])
    expect(await found(ofAlert)).toMatchObject([{ id: ofAlert.entryId }])
    const said = (await audit.entries()).filter(({ action }) => action === Action.LOG_PRUNED)
    expect(said.map(({ code }) => code.split(':')[0])).toEqual([String(await minimum()), String(await minimum())])
  })

  test('and names of people of whom nothing is left; they may come again', async () => {
    expect((await namesOfKeys()).filter(name => [`person/${held}`, `person/${gone}`].includes(name))).toEqual([])
    const again = aLook({ subjectRef: gone })
    await appended(redaction, again)
    expect(await found(again)).toMatchObject([{ id: again.entryId, subjectRef: gone, categories: ['health'] }])
  })

  test('and what was settled about it', async () => {
    await waitFor(async () => !(await rowsOf('alert')).includes(ofHold?.alert ?? ''), 20_000)
    expect(await rowsOf('register_line')).toEqual([open?.line, young?.line].sort())
  })
})
