import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Action, Relation, timestampFromDate } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const policy = readFileSync(join(import.meta.dirname, '../policy/alerts.v1.json'), 'utf8')
const dir = tempDir('desk-check')
const file = join(dir, 'alerts.json')
const { rules, ...shipped } = JSON.parse(policy) as { readonly rules: readonly { readonly id: string }[] }
// Whatever the time at which it is tested.
const byDay = rules.filter(({ id }) => id !== 'off_hours')
writeFileSync(file, JSON.stringify({ ...shipped, rules: byDay, settleMinutes: 0 }))
afterAll(() => removeTempDir(dir))
const audit = await useAudit({ env: { AMPARO_ALERTS_FILE: file } })
const redaction = await audit.nats.as('redaction')
const userId = randomUUID()
const auditor = { scope: 'audit:read audit:review', sub: randomUUID(), agency: 'xa-ombudsman' }
let service: Awaited<ReturnType<typeof audit.start>>

/** As whoever has taken over the service or its role may. */
async function asService(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: audit.env.AMPARO_DATABASE_URL ?? '' })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${service.url}${path}`, {
    headers: { authorization: `Bearer ${await audit.issuer.token(auditor)}` },
  })
  expect(response.status, path).toBe(200)
  return (await response.json()) as T
}
interface Alert {
  readonly rule: string
  readonly userId?: string
  readonly weight: number
  readonly says: Readonly<Record<string, string>>
}
const alerts = async () => (await get<{ alerts: Alert[] }>('/alerts?limit=200')).alerts
/** What auditors are told of what differed. */
const told = async (words: RegExp) =>
  (await alerts()).filter(({ rule, says }) => rule === 'desk_differs' && words.test(says['en'] ?? ''))
const trail = async () => (await get<{ entries: object[] }>(`/entries?userId=${userId}&limit=100`)).entries
/** Whoever takes over begins with a round; the next comes within a minute, or as is said. */
async function restarted(roundsEverySeconds = 60): Promise<void> {
  await service.stop()
  await started(roundsEverySeconds)
}
async function started(roundsEverySeconds = 60): Promise<void> {
  service = await audit.start({ AMPARO_DESK_EVERY_SECONDS: String(roundsEverySeconds) })
  await untilWriting(redaction)
}
const aLook = () =>
  anEntry({
    ...{ userId, subjectRef: randomUUID(), relations: [Relation.SAME_FAMILY_NAME] },
    occurredAt: timestampFromDate(new Date(Date.now() - 20 * 60_000)),
  })
const brokenGlass = () => anEntry({ action: Action.GLASS_BROKEN, code: 'danger', userId: randomUUID() })
type BrokenGlass = ReturnType<typeof brokenGlass>
const isReported = async (of: BrokenGlass) =>
  (await alerts()).some(({ userId, rule }) => userId === of.userId && rule === 'glass_unreviewed')
/** Asks nobody who would judge it. */
const isRaised = async (of: BrokenGlass) =>
  (await audit.sql(`select 1 from audit.alert where user_id = '${of.userId}' and rule = 'glass_unreviewed'`)).length > 0
let before: object[]

beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
  for (let i = 0; i < 5; i++) await appended(redaction, aLook())
  before = await trail()
  expect(await told(/./)).toEqual([])
})

describe('What auditors read is compared with the log:', () => {
  test('an entry that is taken out, and another whose relation is, are back within a round, and an alert of greatest weight says so', async () => {
    await restarted(5)
    await asService(
      'begin',
      `delete from audit.projected where index = (select min(index) from audit.projected where user_id = '${userId}')`,
      `update audit.projected set relations = '{}' where index = (select max(index) from audit.projected where user_id = '${userId}')`,
      'commit',
    )
    // Nobody reads meanwhile, not even the list of alerts: what is shown is compared at once.
    await waitFor(async () => (await audit.entries()).some(({ code }) => /^rows:\d+:2$/.test(code)))
    await waitFor(async () => (await told(/\(rows: 2,/)).length === 1)
    expect(await told(/\(rows:/)).toMatchObject([{ weight: 99 }])
    await waitFor(async () => JSON.stringify(await trail()) === JSON.stringify(before))
  })

  test('what somebody wrote into a row is shown to nobody, be it a moment later, and neither is what they put into a trail', async () => {
    await restarted()
    const stranger = aLook()
    await appended(redaction, { ...stranger, userId: randomUUID() })
    expect(await trail()).toEqual(before)
    const known = (await told(/\(rows: 1,/)).length
    // The service's own role changes no such column; whoever has the database may.
    await audit.sql(
      `update audit.projected set relations = '{}', shown = shown - 'roles' where index = (select max(index) from audit.projected where user_id = '${userId}')`,
    )
    expect(await trail()).toEqual(before)
    expect(await told(/\(rows: 1,/)).toHaveLength(known + 1)
    await audit.sql(`update audit.projected set user_id = '${userId}' where entry_id = '${stranger.entryId}'`)
    expect(await trail()).toEqual(before)
    expect(await told(/\(rows: 1,/)).toHaveLength(known + 2)
  })

  test('an entry that the log has not', async () => {
    await service.stop()
    await asService(
      `insert into audit.projected select index + 1000000, gen_random_uuid(), leaf_hash, action, source, occurred_at, user_id,
              agency_hub, agency_id, referral_id, assignee_id, purpose, basis, code, relations, shown, subject_ref, about
         from audit.projected where user_id = '${userId}' limit 1`,
    )
    await restarted()
    await waitFor(async () => (await told(/come as far as leaf/)).length === 1)
    expect(await trail()).toEqual(before)
  })

  test.each([
    ['ahead of the log', 'next + 1000', /come as far as leaf \d+/],
    ['back', 'next - 3', /come as far as leaf \d+/],
  ])('that it is said to come as far as it does not: %s', async (_, next, code) => {
    const known = (await told(code)).length
    await service.stop()
    await asService(`update audit.projection set next = ${next}`)
    const late = aLook()
    await restarted()
    await appended(redaction, late)
    await waitFor(async () => (await told(code)).length === known + 1)
    const found = await trail()
    expect(found[0]).toMatchObject({ id: late.entryId })
    before = found
  })

  test('that rules are said to have gone over what they have not', async () => {
    const known = (await told(/gone over the log as far as/)).length
    await service.stop()
    await asService('update audit.sweep set next = next + 1000')
    await restarted()
    const glass = brokenGlass()
    await appended(redaction, glass)
    await waitFor(async () => (await told(/gone over the log as far as/)).length === known + 1)
    await waitFor(() => isReported(glass))
  })

  test('nor is it believed how far rules have gone: what one instance has not judged, it judges', async () => {
    // Read by nobody, and left by the instance before, whose first round may have ended with its stop: where it is judged, that was the round with
    // which the next one began, and its second is twenty seconds off.
    let earlier: BrokenGlass
    await service.stop()
    do {
      await started()
      earlier = brokenGlass()
      await appended(redaction, earlier)
      await service.stop()
    } while (await isRaised(earlier))
    await started(20)
    await waitFor(() => isRaised(earlier))
    // Until one is hidden: a round may come between.
    let glass: BrokenGlass
    do {
      glass = brokenGlass()
      await appended(redaction, glass)
      await trail()
      await asService('update audit.sweep set next = (select next from audit.projection)')
    } while (await isReported(glass))
    // What it has done itself it still knows, though another may have had its turn.
    await audit.sql("update audit.lease set token = token + 1, expires_at = clock_timestamp() where name = 'desk'")
    await waitFor(() => isReported(glass), 100_000)
  })

  test('and what is as the log says raises nothing', async () => {
    const known = (await told(/./)).length
    await restarted()
    await restarted()
    await appended(redaction, aLook())
    expect(await told(/./)).toHaveLength(known)
  })
})

const YOUNG_MS = 1_500

describe('What was altered before rules went over it is judged when it is made anew:', () => {
  interface Listed extends Alert {
    readonly id: string
    readonly state: string
  }
  const listed = async (state: string, of: string) =>
    (await get<{ alerts: Listed[] }>(`/alerts?state=${state}&limit=200`)).alerts.filter(one => one.userId === of)
  const rulesOf = async (of: string) => (await listed('open', of)).map(({ rule }) => rule).toSorted()
  const searched = (of: string) => get<{ entries: object[] }>(`/entries?userId=${of}&limit=100`)
  /** Searched, and judged by nobody yet: too young for it, for a moment. */
  const looked = async () => {
    const look = { ...aLook(), userId: randomUUID(), occurredAt: timestampFromDate(new Date(Date.now() + YOUNG_MS)) }
    await appended(redaction, look)
    await searched(look.userId)
    return look
  }
  const judged = async () => {
    await setTimeout(YOUNG_MS)
    await alerts()
  }
  const without = (entryId: string | undefined) =>
    asService(`update audit.projected set relations = '{}' where entry_id = '${entryId}'`)

  test('a relation that was taken out, by the round', async () => {
    const { userId: of, entryId } = await looked()
    await without(entryId)
    await judged()
    await restarted()
    await waitFor(async () => (await rulesOf(of)).includes('relation'))
  })

  test('and by whoever reads it', async () => {
    const { userId: of, entryId } = await looked()
    await without(entryId)
    await judged()
    await searched(of)
    expect(await rulesOf(of)).toEqual(['relation', 'without_assignment'])
  })

  test('a row that was taken out', async () => {
    const { userId: of, entryId } = await looked()
    await looked()
    await asService(`delete from audit.projected where entry_id = '${entryId}'`)
    await judged()
    await restarted()
    await waitFor(async () => (await rulesOf(of)).length === 2)
  })

  test('and an access that a row behind it hid, which said that the referral was assigned', async () => {
    const [{ userId: of, referralId }, behind] = [await looked(), await looked()]
    await asService(
      `with taken as (delete from audit.projected where entry_id = '${behind.entryId}' returning *)
       insert into audit.projected (index, entry_id, leaf_hash, action, source, occurred_at, referral_id, assignee_id, relations, shown, about)
       select index, entry_id, leaf_hash, 'referral_assigned', source, '2026-01-01', '${referralId}', '${of}', '{}', shown, about
         from taken`,
    )
    await judged()
    await restarted()
    await waitFor(async () => (await rulesOf(of)).length === 2)
  })

  test('what was raised before stands once, and what was closed stays closed', async () => {
    const { userId: of, entryId } = await looked()
    await judged()
    const [first, second] = (await listed('open', of)).toSorted((a, b) => a.rule.localeCompare(b.rule))
    const closed = await fetch(`${service.url}/alerts/${first?.id}/finding`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await audit.issuer.token(auditor)}`,
        ...{ 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      },
      body: JSON.stringify({ code: 'in_order' }),
    })
    expect(closed.status).toBe(200)
    const late = await looked()
    await without(entryId)
    await without(late.entryId)
    await judged()
    // By two instances at once.
    const another = await audit.start()
    await Promise.all([searched(of), restarted()].map(one => one.catch(() => undefined)))
    await waitFor(async () => (await rulesOf(late.userId ?? '')).includes('relation'))
    await another.stop()
    // That was the one that wrote, perhaps.
    await untilWriting(redaction)
    expect((await listed('open', of)).map(({ id }) => id)).toEqual([second?.id])
    expect((await listed('closed', of)).map(({ id }) => id)).toEqual([first?.id])
    const rows = await audit.sql<{ count: string }>('select count(*) from audit.alert where user_id = $1', [of])
    expect(rows).toEqual([{ count: '2' }])
  })
})

test('A person’s key that was destroyed though no erasure was heard is put before auditors', async () => {
  const subjectRef = randomUUID()
  await appended(redaction, { ...aLook(), subjectRef })
  await asService(`select audit.destroy_half_keys(array['person/${subjectRef}'])`)
  await restarted()
  await waitFor(async () =>
    (await alerts()).some(({ rule, says }) => rule === 'key_gone' && says['en']?.includes('hash of its name')),
  )
})

test('Where a key takes many entries with it, that is one alert, and who looked is searched as before', async () => {
  for (let i = 0; i < 120; i++) await appended(redaction, aLook())
  const known = await trail()
  await audit.sql('alter table audit.half_key disable trigger user')
  await audit.sql(`delete from audit.half_key where name like 'month/%'`)
  await audit.sql('alter table audit.half_key enable trigger user')
  await restarted()
  await waitFor(async () => (await told(/any more \(\d{3},/)).length === 1)
  // Shown as it was read, and said to be so.
  expect(await trail()).toEqual(known.map(entry => ({ ...entry, unverified: true })))
})

test('Where rows are changed again each time they are made anew, nothing is shown', async () => {
  const look = { ...aLook(), userId: randomUUID() }
  await audit.sql(
    `create function audit.lie() returns trigger language plpgsql as $$ begin new.code := 'lie'; return new; end $$`,
  )
  await audit.sql(
    `create trigger lie before insert on audit.projected for each row when (new.user_id = '${look.userId}') execute function audit.lie()`,
  )
  await appended(redaction, look)
  const headers = { authorization: `Bearer ${await audit.issuer.token(auditor)}` }
  const refused = await fetch(`${service.url}/entries?userId=${look.userId}`, { headers })
  expect(refused.status).toBe(503)
  expect(await refused.json()).toMatchObject({ code: 'log_differs' })
  await audit.sql('drop trigger lie on audit.projected')
})
