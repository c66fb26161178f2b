import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  Action,
  encode,
  encodeEnvelope,
  eventSubject,
  referralAssigned,
  referralEnded,
  timestampFromDate,
} from '@amparo/contracts'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, type EntryInit, untilWriting, useAudit } from './support.ts'

const policy = readFileSync(join(import.meta.dirname, '../policy/alerts.v1.json'), 'utf8')
const dir = tempDir('alerts')
const file = join(dir, 'alerts.json')
// Nobody waits five minutes in a test for what belongs to an entry.
writeFileSync(file, JSON.stringify({ ...JSON.parse(policy), settleMinutes: 0 }))
afterAll(() => removeTempDir(dir))
const audit = await useAudit({ env: { AMPARO_ALERTS_FILE: file } })
const redaction = await audit.nats.as('redaction')
let url: string
beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
})

const AGENCY = 'xa-shelter'
const auditor = { scope: 'audit:read audit:review', sub: randomUUID(), agency: 'xa-ombudsman' }
const supervisor = { scope: 'audit:answer referral:assign', sub: randomUUID(), agency: AGENCY }
type Who = { readonly scope: string; readonly sub: string; readonly agency: string }

interface Alert {
  id: string
  rule: string
  state: string
  userId?: string
  overdue: boolean
  says: Record<string, string>
  history: { step: string; code: string; userId: string; says: Record<string, string> }[]
  entries?: { id: string }[]
  [field: string]: unknown
}

async function call<T>(who: Who, method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await audit.issuer.token(who)}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}
const list = async (query = 'limit=200') =>
  (await call<{ alerts: Alert[] }>(auditor, 'GET', `/alerts?${query}`)).body.alerts
const alertOf = async (userId: string, rule: string) =>
  (await list()).find(alert => alert.userId === userId && alert.rule === rule)
const codesOf = async (userId: string) =>
  (
    await call<{ entries: { action: string; code: string }[] }>(auditor, 'GET', `/entries?userId=${userId}`)
  ).body.entries.map(({ action, code }) => `${action} ${code}`)

/** By what whoever reads the log has looked at a person, the newest first. */
const looksAt = async (subjectRef = '') =>
  (
    await call<{ entries: { code: string }[] }>(auditor, 'GET', `/entries?subjectRef=${subjectRef}&actions=log_read`)
  ).body.entries.map(({ code }) => code)

/** Long enough ago that what belongs to it has come. */
const settled = (change: EntryInit = {}) =>
  anEntry({
    ...{ subjectRef: randomUUID(), occurredAt: timestampFromDate(new Date(Date.now() - 20 * 60_000)) },
    ...change,
  })

async function raised(change: EntryInit = {}): Promise<{ entry: EntryInit; alert: Alert }> {
  const entry = settled({ userId: randomUUID(), ...change })
  await appended(redaction, entry)
  const alert = await alertOf(entry.userId ?? '', 'without_assignment')
  if (alert === undefined) throw new Error('nothing was raised')
  return { entry, alert }
}

describe('An alert', () => {
  test('explains itself in four languages: what was seen, what is usual, and by which entries', async () => {
    const { entry, alert } = await raised()
    expect(alert).toMatchObject({ state: 'open', overdue: false, referralId: entry.referralId, history: [] })
    expect(Object.keys(alert.says).toSorted()).toEqual(['en', 'es', 'fr', 'pt'])
    const { body } = await call<Alert>(auditor, 'GET', `/alerts/${alert.id}`)
    expect(body.entries).toMatchObject([{ id: entry.entryId, action: 'view_opened' }])
    expect((await call(supervisor, 'GET', `/alerts/${alert.id}`)).status).toBe(404)
  })

  test('whose entries name nobody stands in the trail of whoever is behind its referral', async () => {
    const [subjectRef, referralId] = [randomUUID(), randomUUID()]
    await appended(redaction, settled({ subjectRef, referralId, action: Action.PACKAGE_TAKEN_IN, userId: '' }))
    const confirmed = { action: Action.BASIS_CONFIRMED, code: 'confirmed_roster:none', userId: randomUUID() }
    await appended(redaction, settled({ ...confirmed, referralId, subjectRef: '' }))
    const alert = await alertOf(confirmed.userId, 'confirmed_off_duty')
    if (alert === undefined) throw new Error('nothing was raised')
    await call(auditor, 'GET', `/alerts/${alert.id}`)
    expect(await looksAt(subjectRef)).toEqual(['alert:id', 'alerts:open'])
  })

  test('stands in the trail of whom it is about where a list shows few people, and of nobody where it shows many', async () => {
    const { entry: few } = await raised()
    expect(await looksAt(few.subjectRef)).toEqual(['alerts:open'])
    for (let others = 0; others < 5; others++) await raised()
    const { entry: many } = await raised()
    expect(await looksAt(many.subjectRef)).toEqual([])
  })

  test('is raised once, however often it is looked for and by whomever', async () => {
    const { entry, alert } = await raised()
    await appended(redaction, settled({ userId: entry.userId ?? '', referralId: entry.referralId ?? '' }))
    const lists = await Promise.all([list(), list(), list()])
    for (const alerts of lists) expect(alerts.filter(({ id }) => id === alert.id)).toHaveLength(1)
    const own = (await list()).filter(({ userId, rule }) => userId === entry.userId && rule === alert.rule)
    expect(own).toHaveLength(1)
  })

  test('tells that nobody was on duty where a second person confirmed, and names the agency whose rota it was', async () => {
    const alone = settled({ action: Action.BASIS_CONFIRMED, code: 'confirmed_roster:none', userId: randomUUID() })
    const onDuty = settled({ action: Action.BASIS_CONFIRMED, code: 'confirmed_roster:agency', userId: randomUUID() })
    for (const one of [alone, onDuty]) await appended(redaction, one)
    expect(await alertOf(alone.userId ?? '', 'confirmed_off_duty')).toMatchObject({ agency: alone.agency })
    expect(await alertOf(onDuty.userId ?? '', 'confirmed_off_duty')).toBeUndefined()
  })

  test('is raised of what is opened beside any referral, but not for whoever registered the person or has a case of theirs', async () => {
    const [subjectRef, referralId] = [randomUUID(), randomUUID()]
    const [registrar, assignee, curious] = [randomUUID(), randomUUID(), randomUUID()]
    const beside = { subjectRef, referralId: '' }
    const referral = await audit.nats.as('referral')
    await appended(redaction, settled({ ...beside, action: Action.SUBJECT_REGISTERED, userId: registrar }))
    const taken = settled({ subjectRef, referralId, action: Action.PACKAGE_TAKEN_IN, userId: '' })
    await appended(redaction, taken)
    const meta = { id: randomUUID(), aggregateId: referralId, aggregateVersion: 1, correlationId: randomUUID() }
    const at = { occurredAt: new Date(Date.now() - 3_600_000) }
    const assigned = { referralId, agencyId: AGENCY, userId: assignee, byUserId: randomUUID() }
    const event = encode(referralAssigned, assigned, { ...meta, ...at })
    referral.connection.publish(eventSubject(referralAssigned), encodeEnvelope(event, 1n))
    await expect.poll(() => codesOf(assigned.byUserId)).toHaveLength(1)
    const shown = { ...beside, action: Action.FILE_SHOWN, code: `as-requested:${randomUUID()}` }
    for (const userId of [registrar, assignee, curious]) await appended(redaction, settled({ ...shown, userId }))
    const told = await Promise.all([registrar, assignee, curious].map(user => alertOf(user, 'without_assignment')))
    expect(told[2]?.says['en']).toContain('Somebody of the same agency had it')
    expect(told[2]).toMatchObject({ weight: 60 })
    expect(told.map(alert => alert?.state)).toEqual([undefined, undefined, 'open'])
  })

  test('is raised of what is opened beside any referral by whose referrals of that person have all ended, and not while one goes on', async () => {
    const referral = await audit.nats.as('referral')
    const told = (referralId: string, hoursAgo: number) => ({
      ...{ id: randomUUID(), aggregateId: referralId, aggregateVersion: 1, correlationId: randomUUID() },
      occurredAt: new Date(Date.now() - hoursAgo * 3_600_000),
    })
    const caseOf = async (goesOn: boolean) => {
      const [userId, byUserId, subjectRef] = [randomUUID(), randomUUID(), randomUUID()]
      const [first, second] = [randomUUID(), randomUUID()]
      for (const referralId of goesOn ? [first, second] : [first])
        await appended(redaction, settled({ subjectRef, referralId, action: Action.PACKAGE_TAKEN_IN, userId: '' }))
      const assigned = encode(
        referralAssigned,
        { referralId: first, agencyId: AGENCY, userId, byUserId },
        told(first, 200),
      )
      referral.connection.publish(eventSubject(referralAssigned), encodeEnvelope(assigned, 1n))
      const ended = encode(referralEnded, { referralId: first, state: 'closed' }, told(first, 100))
      referral.connection.publish(eventSubject(referralEnded), encodeEnvelope(ended, 1n))
      await expect.poll(() => codesOf(byUserId)).toHaveLength(1)
      const ofFirst = () =>
        audit.sql(`select from audit.projected where referral_id = $1 and action = 'referral_ended'`, [first])
      await expect.poll(async () => [await list('limit=1'), await ofFirst()][1]).toHaveLength(1)
      const shown = { action: Action.FILE_SHOWN, code: `as-requested:${randomUUID()}` }
      await appended(redaction, settled({ ...shown, subjectRef, referralId: '', userId }))
      return alertOf(userId, 'after_closure')
    }
    expect((await caseOf(false))?.says['en']).toMatch(/4 days after .*\(completed\)/)
    expect(await caseOf(true)).toBeUndefined()
  })

  test('is ranked: what is overdue first, and then by weight', async () => {
    const { alert: light } = await raised()
    const glass = settled({ action: Action.GLASS_BROKEN, code: 'danger', userId: randomUUID() })
    await appended(redaction, glass)
    const heavy = await alertOf(glass.userId ?? '', 'glass_unreviewed')
    const places = (alerts: Alert[]) => [light.id, heavy?.id].map(id => alerts.findIndex(alert => alert.id === id))
    const [lightAt = 0, heavyAt = 0] = places(await list())
    expect(heavyAt).toBeLessThan(lightAt)
    await audit.sql('alter table audit.alert disable trigger user')
    await audit.sql(`update audit.alert set due_at = now() - interval '1 hour' where id = $1`, [light.id])
    await audit.sql('alter table audit.alert enable trigger user')
    const [lightNow = 0, heavyNow = 0] = places(await list())
    expect(lightNow).toBeLessThan(heavyNow)
    expect((await list())[lightNow]).toMatchObject({ overdue: true })
  })
})

describe('An auditor', () => {
  test('asks the supervisor of the agency, who answers, and closes it with a finding; all of it is in the log', async () => {
    const { alert, entry } = await raised()
    const asked = await call<Alert>(auditor, 'POST', `/alerts/${alert.id}/questions`, { code: 'why_needed' })
    expect([asked.status, asked.body.state]).toEqual([200, 'asked'])
    const { body } = await call<{ questions: Alert[] }>(supervisor, 'GET', '/alert-questions')
    expect(body.questions.find(({ id }) => id === alert.id)).toMatchObject({
      history: [
        { step: 'asked', code: 'why_needed', userId: auditor.sub, says: { en: expect.stringContaining('needed') } },
      ],
    })
    const answered = await call<Alert>(supervisor, 'POST', `/alert-questions/${alert.id}/answer`, { code: 'stood_in' })
    expect([answered.status, answered.body.state]).toEqual([200, 'answered'])
    const found = await call<Alert>(auditor, 'POST', `/alerts/${alert.id}/finding`, { code: 'record_incomplete' })
    expect([found.status, found.body.state]).toEqual([200, 'following'])
    for (const query of ['limit=200', 'state=following&limit=200'])
      expect((await list(query)).map(({ id }) => id)).toContain(alert.id)
    const closed = await call<Alert>(auditor, 'POST', `/alerts/${alert.id}/measure`, { code: 'recorded' })
    expect([closed.status, closed.body.state]).toEqual([200, 'closed'])
    expect((await list()).map(({ id }) => id)).not.toContain(alert.id)
    expect((await list('state=following&limit=200')).map(({ id }) => id)).not.toContain(alert.id)
    expect((await list('state=closed&limit=200')).map(({ id }) => id)).toContain(alert.id)
    expect(closed.body.history.map(({ step }) => step)).toEqual(['asked', 'answered', 'found', 'settled'])
    expect(await codesOf(supervisor.sub)).toContain('alert_answered without_assignment:stood_in')
    expect(await codesOf(auditor.sub)).toEqual(
      expect.arrayContaining([
        'alert_asked without_assignment:why_needed',
        'alert_found without_assignment:record_incomplete',
        'alert_settled without_assignment:recorded',
      ]),
    )
    expect(entry.referralId).toBe(closed.body['referralId'])
  })

  // Whoever was refused heard one code for all of them; a colleague who answers for them, or is of the very agency that is barred, hears no more.
  test('asks about what was refused for a secret of the person in words that are one and the same for all of them', async () => {
    const seen = async (code: string) => {
      const denied = settled({ userId: randomUUID(), action: Action.DISCLOSURE_DENIED, code })
      await appended(redaction, denied)
      const alert = (await list()).find(({ userId }) => userId === denied.userId)
      if (alert === undefined) throw new Error('nothing was raised')
      await call(auditor, 'POST', `/alerts/${alert.id}/questions`, { code: 'why_needed' })
      const { body } = await call<{ questions: Alert[] }>(supervisor, 'GET', '/alert-questions')
      const asked = body.questions.find(({ id }) => id === alert.id)
      const answer = await call<Alert>(supervisor, 'POST', `/alert-questions/${alert.id}/answer`, { code: 'not_known' })
      const views = [asked, answer.body].map((view: Partial<Alert> = {}) => {
        const { rule, says } = view
        const [raisedAt, dueAt] = [view['raisedAt'], view['dueAt']].map(time => Date.parse(String(time)))
        const hours = ((dueAt ?? 0) - (raisedAt ?? 0)) / 3_600_000
        return { rule, says, hours, usual: view['usual'], weight: view['weight'] }
      })
      expect(views[1]).toEqual(views[0])
      return { auditors: alert, supervisors: views[0] }
    }
    const excluded = await seen('recipient_excluded')
    expect(excluded.auditors).toMatchObject({ rule: 'excluded_tried' })
    for (const code of ['state_of_nationality', 'migration_enforcement_firewall'])
      expect((await seen(code)).supervisors).toEqual(excluded.supervisors)
    expect(excluded.supervisors).toMatchObject({ rule: 'disclosure_refused' })
    expect(JSON.stringify(excluded.supervisors)).not.toMatch(/exclu|excl/)
    expect((await seen('purpose_outside_mandate')).supervisors).toMatchObject({ rule: 'outside_mandate' })
  })

  test('closes no alert about themselves, with a finding or a measure; another auditor does', async () => {
    const { alert } = await raised({ userId: auditor.sub })
    const another = { ...auditor, sub: randomUUID() }
    const refused = await call<{ code: string }>(auditor, 'POST', `/alerts/${alert.id}/finding`, { code: 'in_order' })
    expect([refused.status, refused.body.code]).toEqual([403, 'alert_about_oneself'])
    const found = await call<Alert>(another, 'POST', `/alerts/${alert.id}/finding`, { code: 'misuse' })
    expect([found.status, found.body.state]).toEqual([200, 'following'])
    const settled = await call<{ code: string }>(auditor, 'POST', `/alerts/${alert.id}/measure`, { code: 'recorded' })
    expect([settled.status, settled.body.code]).toEqual([403, 'alert_about_oneself'])
    expect((await call(another, 'POST', `/alerts/${alert.id}/measure`, { code: 'recorded' })).status).toBe(200)
  })

  test('is told in words what can be asked, found and done, and a supervisor what can be answered', async () => {
    const { body } = await call<Record<string, Record<string, object>>>(auditor, 'GET', '/desk')
    expect(body['questions']?.['why_needed']).toMatchObject({ en: 'What was this access needed for?' })
    expect(body['findings']?.['misuse']).toMatchObject({ follow: true })
    expect(body['registers']?.['breach']).toMatchObject({
      closing: 'closed',
      kinds: { misuse: { fr: 'Accès sans droit' } },
    })
    const { answers } = (await call<{ answers: object }>(supervisor, 'GET', '/alert-questions')).body
    expect(answers).toMatchObject({ stood_in: { es: 'Sustituía a otra persona.' } })
  })

  test('takes no step out of turn, and of two at once one', async () => {
    const { alert } = await raised()
    const early = await call<{ code: string }>(auditor, 'POST', `/alerts/${alert.id}/measure`, { code: 'recorded' })
    expect([early.status, early.body.code]).toEqual([409, 'alert_not_there_yet'])
    const both = await Promise.all(
      ['in_order', 'misuse'].map(code => call(auditor, 'POST', `/alerts/${alert.id}/finding`, { code })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('writes no words of their own: a code that is on no list is refused', async () => {
    const { alert } = await raised()
    const { status } = await call(auditor, 'POST', `/alerts/${alert.id}/questions`, { code: 'was it Maria' })
    expect(status).toBe(400)
  })

  test('asks nobody of another hub', async () => {
    const { alert } = await raised({ agency: { hub: 'XB', agencyId: 'xb-police' } })
    const answer = await call<{ code: string }>(auditor, 'POST', `/alerts/${alert.id}/questions`, { code: 'who_told' })
    expect([answer.status, answer.body.code]).toEqual([409, 'alert_has_nobody_to_ask'])
  })
})

describe('A question', () => {
  test('that is read is an entry of the log, in the trail of whom it is about; nothing is where nothing was shown', async () => {
    const reader = { ...supervisor, sub: randomUUID(), agency: 'xa-clinic' }
    await call(reader, 'GET', '/alert-questions')
    const { alert, entry } = await raised({ agency: { hub: 'XA', agencyId: reader.agency } })
    await call(auditor, 'POST', `/alerts/${alert.id}/questions`, { code: 'why_needed' })
    expect(await codesOf(reader.sub)).toEqual([])
    await call(reader, 'GET', '/alert-questions')
    expect(await codesOf(reader.sub)).toEqual(['log_read alert-questions'])
    expect(await looksAt(entry.subjectRef)).toContain('alert-questions')
  })

  test('that was shown is asked for again and again, and is neither shown nor entered until there is something new', async () => {
    const reader = { ...supervisor, sub: randomUUID(), agency: 'xa-hotline' }
    const colleague = { ...reader, sub: randomUUID() }
    const poll = async (who: Who, tag = '') => {
      const authorization = `Bearer ${await audit.issuer.token(who)}`
      const headers = { authorization, ...(tag !== '' && { 'if-none-match': tag }) }
      const response = await fetch(`${url}/alert-questions`, { headers })
      return { status: response.status, tag: response.headers.get('etag') ?? '', text: await response.text() }
    }
    const ask = async () => {
      const { alert } = await raised({ agency: { hub: 'XA', agencyId: reader.agency } })
      await call(auditor, 'POST', `/alerts/${alert.id}/questions`, { code: 'why_needed' })
      return alert
    }
    const one = await ask()
    const first = await poll(reader)
    expect(first.text).toContain(one.id)
    for (let i = 0; i < 3; i++) expect(await poll(reader, first.tag)).toMatchObject({ status: 304, text: '' })
    expect(await codesOf(reader.sub)).toEqual(['log_read alert-questions'])
    // What was shown to one was not shown to another: the tag is good for whom it was given to.
    expect(await poll(colleague, first.tag)).toMatchObject({ status: 200 })
    expect(await codesOf(colleague.sub)).toEqual(['log_read alert-questions'])
    const other = await ask()
    const second = await poll(reader, first.tag)
    expect(second).toMatchObject({ status: 200, text: expect.stringContaining(other.id) })
    expect(second.tag).not.toBe(first.tag)
    // The second showed two people.
    expect(await codesOf(reader.sub)).toEqual(Array(3).fill('log_read alert-questions'))
  })

  test('does not exist for the supervisor of another agency, nor for whom it is about', async () => {
    const { alert, entry } = await raised()
    await call(auditor, 'POST', `/alerts/${alert.id}/questions`, { code: 'why_needed' })
    const others = [
      { ...supervisor, agency: 'xa-police' },
      { ...supervisor, sub: entry.userId ?? '' },
    ]
    for (const who of others) {
      const { body } = await call<{ questions: Alert[] }>(who, 'GET', '/alert-questions')
      expect(body.questions.map(({ id }) => id)).not.toContain(alert.id)
      const refused = await call(who, 'POST', `/alert-questions/${alert.id}/answer`, { code: 'on_duty' })
      const absent = await call(who, 'POST', `/alert-questions/${randomUUID()}/answer`, { code: 'on_duty' })
      expect([refused.status, withoutInstance(refused.body)]).toEqual([404, withoutInstance(absent.body)])
    }
  })

  test('does not exist for the supervisor of the agency itself before anybody asks: what was raised is for auditors', async () => {
    const { alert } = await raised()
    const answer = (id: string) => call(supervisor, 'POST', `/alert-questions/${id}/answer`, { code: 'on_duty' })
    const [raisedOnly, absent] = [await answer(alert.id), await answer(randomUUID())]
    expect([raisedOnly.status, withoutInstance(raisedOnly.body)]).toEqual([404, withoutInstance(absent.body)])
    // Once it was asked they are told which turn it is.
    await call(auditor, 'POST', `/alerts/${alert.id}/questions`, { code: 'why_needed' })
    expect((await answer(alert.id)).status).toBe(200)
    expect((await answer(alert.id)).body).toMatchObject({ code: 'alert_not_there_yet' })
  })
})

const withoutInstance = (body: unknown) => ({ ...(body as object), instance: undefined })

test('What was raised and what was done about it is never changed, whoever writes to the database', async () => {
  const { alert } = await raised()
  await call(auditor, 'POST', `/alerts/${alert.id}/finding`, { code: 'in_order' })
  for (const statement of [
    'delete from audit.alert',
    'update audit.alert set weight = 1',
    'delete from audit.alert_event',
    `update audit.alert_event set code = 'misuse'`,
    'truncate audit.alert_event',
  ])
    await expect(audit.sql(statement)).rejects.toThrow('append-only')
})
