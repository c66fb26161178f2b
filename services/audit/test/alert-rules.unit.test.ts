import { calendarOf, loadBook } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import type { Rule } from '../src/domain/alerts/alert-policy.ts'
import { explained } from '../src/domain/alerts/explain.ts'
import { type Around, groundOf, settledOf, type Taken, youngAt } from '../src/domain/alerts/grounds.ts'
import { localTime } from '../src/domain/alerts/local-time.ts'
import { DISCLOSES } from '../src/domain/quorum.ts'
import { alertViews } from '../src/http/alert-view.ts'
import { AlertPolicyError, loadAlertPolicy, shippedAlerts } from '../src/policy/load.ts'

const policy = shippedAlerts()
const calendar = calendarOf({ calendar: 'xa', timeZone: 'America/Bogota', weekend: [6, 7], holidays: [] })
// A Wednesday, ten in the morning in Bogotá.
const NOON = new Date('2026-11-25T15:00:00Z')
const HOUR = 3_600_000
const MINUTE = 60_000

let last = 0
/** The log took it when it is dated, if nothing else is said. */
const entry = (change: Partial<Taken> = {}): Taken => {
  last += 1
  return {
    ...{ index: last, entryId: `e${last}`, leafHash: new Uint8Array(), source: 'redaction', occurredAt: NOON },
    ...{ action: 'view_opened', userId: 'ana', agency: { hub: 'XA', agencyId: 'xa-shelter' }, referralId: `r${last}` },
    ...{ assigneeId: undefined, purpose: undefined, basis: undefined, code: undefined, relations: [] },
    ...{ subjectRef: 's', categories: [], withheld: [], authentication: undefined, recipient: undefined },
    ...{ basisId: undefined, basisVersion: undefined, policyHash: undefined, viewPolicyHash: undefined },
    ...{ basisHash: undefined, scope: undefined, roles: [], correlationId: undefined },
    ...{ packageId: undefined, packageHash: undefined, decisionHash: undefined, grantHash: undefined },
    ...{ caseHash: undefined, takenAt: change.occurredAt ?? NOON },
    ...change,
  }
}
const later = (ms: number) => new Date(NOON.getTime() + ms)
/** Dated and taken so long after noon. */
const taken = (dated: number, took: number) => entry({ occurredAt: later(dated), takenAt: later(took) })
const ruleOf = (id: string): Rule => {
  const found = policy.rules.find(one => one.id === id)
  if (found === undefined) throw new Error(`no rule ${id}`)
  return found
}
const judge = (id: string, of: Taken, around: Partial<Around> = {}) =>
  groundOf(ruleOf(id), of, { calendar, ofUser: [of], ofReferral: [], ofPerson: [], referralsOfPerson: [], ...around })

describe('An access without assignment', () => {
  const opened = entry({ referralId: 'r' })
  const police = { hub: 'XA', agencyId: 'xa-police' }
  const WEIGHTS: Readonly<Record<string, number>> = { nobody: 90, ended: 90, colleague: 60 }
  const assigned = (change: Partial<Taken>) =>
    entry({ action: 'referral_assigned', referralId: 'r', assigneeId: 'ana', occurredAt: later(-HOUR), ...change })

  const ended = (change: Partial<Taken>) =>
    assigned({ action: 'referral_unassigned', occurredAt: later(-HOUR / 2), ...change })

  test.each([
    ['nobody was assigned', [], 'nobody'],
    ['somebody else was', [assigned({ assigneeId: 'luz' })], 'colleague'],
    ['somebody of another agency was', [assigned({ assigneeId: 'luz', agency: police })], 'nobody'],
    ['somebody else was until then', [assigned({ assigneeId: 'luz' }), ended({ assigneeId: 'luz' })], 'nobody'],
    ['it was assigned afterwards', [assigned({ occurredAt: later(1) })], 'nobody'],
    ['the assignment had ended', [assigned({}), ended({})], 'ended'],
    [
      'its end is dated ahead, and the log was told of it before',
      [assigned({}), ended({ occurredAt: later(1_000 * HOUR), takenAt: later(-1) })],
      'ended',
    ],
    ['it was handed on to somebody else', [assigned({}), ended({}), assigned({ assigneeId: 'luz' })], 'ended'],
    ['the end of it came into the log first', [ended({ index: 1 }), assigned({ index: 10_000 })], 'ended'],
  ])('is one where %s, and says whose it was', (_, assignments, whose) => {
    expect(judge('without_assignment', opened, { ofReferral: assignments })).toMatchObject({
      ...{ entryIds: [opened.entryId], facts: { whose }, weight: WEIGHTS[whose] },
    })
  })

  test.each([
    ['where it was assigned before', opened, [assigned({})]],
    ['where the assignment came into the log late, but was made before', opened, [assigned({ index: 10_000 })]],
    ['where nothing was opened', entry({ action: 'message_written' }), []],
    ['where it was assigned anew', opened, [assigned({}), ended({}), assigned({ occurredAt: later(-1) })]],
    ['where a colleague was assigned beside, and that ended', opened, [assigned({}), ended({ assigneeId: 'luz' })]],
    ['where the assignment ended afterwards', opened, [assigned({}), ended({ occurredAt: later(1) })]],
    [
      'on a request for evidence, which is nobody’s case',
      entry({ action: 'messages_read', subjectRef: undefined }),
      [],
    ],
  ])('is none %s', (_, of, assignments) => {
    expect(judge('without_assignment', of, { ofReferral: assignments })).toBeUndefined()
  })
})

describe('What an agency keeps of a person, opened beside any referral', () => {
  const beside = { referralId: undefined, subjectRef: 's' }
  const file = entry({ ...beside, action: 'file_shown', code: 'as-requested:f1' })
  const sheet = entry({ ...beside, action: 'consent_sheet_shown', code: 'f1' })
  const before = (change: Partial<Taken>) => entry({ ...beside, occurredAt: later(-HOUR), ...change })
  const onCase = (change: Partial<Taken>) =>
    before({ action: 'referral_assigned', referralId: 'r', subjectRef: undefined, assigneeId: 'ana', ...change })

  test.each([
    ['nobody has the person', [], 'nobody'],
    ['a colleague registered the person', [before({ action: 'subject_registered', userId: 'luz' })], 'colleague'],
    [
      'a colleague brought it',
      [
        before({ action: 'file_begun', userId: 'luz', code: 'f1' }),
        before({ action: 'consent_sheet_kept', userId: 'luz', code: 'f1' }),
      ],
      'colleague',
    ],
    ['a colleague has the case', [onCase({ assigneeId: 'luz' })], 'colleague'],
    [
      'the case was taken from the reader',
      [onCase({}), onCase({ action: 'referral_unassigned', occurredAt: later(-1) })],
      'ended',
    ],
    [
      'the reader registered the person afterwards',
      [before({ action: 'subject_registered', occurredAt: later(1) })],
      'nobody',
    ],
    ['the reader brought something else', [before({ action: 'file_begun', code: 'f2' })], 'nobody'],
    ['the reader has looked before', [before({ action: 'file_shown', code: 'as-requested:f1' })], 'nobody'],
  ])('is an access without assignment where %s, and says whose it was', (_, ofPerson, whose) => {
    for (const of of [file, sheet])
      expect(judge('without_assignment', of, { ofPerson })).toMatchObject({
        key: 'ana/s',
        entryIds: [of.entryId],
        facts: { whose },
      })
  })

  test.each([
    ['registered the person', [before({ action: 'subject_registered' })]],
    ['is assigned to one of their referrals', [onCase({ assigneeId: 'luz', referralId: 'q' }), onCase({})]],
    ['sent this very file', [before({ action: 'file_begun', code: 'f1' })]],
    ['took in this very sheet', [before({ action: 'consent_sheet_kept', code: 'f1' })]],
  ])('is none where the reader %s', (_, ofPerson) => {
    for (const of of [file, sheet]) expect(judge('without_assignment', of, { ofPerson })).toBeUndefined()
  })
})

test('Whatever is opened in a case, and not only a view of the person, is for whom it is assigned to', () => {
  for (const action of ['messages_read', 'file_shown', 'contents_given_out', 'redaction_opened', 'file_handed_over'])
    expect(judge('without_assignment', entry({ action })), action).toBeDefined()
})

describe('What is outside the mandate', () => {
  const denied = (code: string) => entry({ action: 'disclosure_denied', code })
  test('is reported with its code', () => {
    expect(judge('outside_mandate', denied('purpose_outside_mandate'))).toMatchObject({
      facts: { code: 'purpose_outside_mandate' },
    })
  })
  test('is not what was denied for other reasons, nor what was permitted', () => {
    expect(judge('outside_mandate', denied('consent_expired'))).toBeUndefined()
    expect(judge('outside_mandate', entry({ code: 'purpose_outside_mandate' }))).toBeUndefined()
  })
})

describe('Access in bulk', () => {
  const many = (count: number, at = NOON, change: Partial<Taken> = {}) =>
    Array.from({ length: count }, (_, i) =>
      entry({ occurredAt: new Date(at.getTime() - (count - i) * 60_000), ...change }),
    )
  const lastOf = (list: readonly Taken[]) => list.at(-1) ?? entry()

  test('is that to as many people as the floor, for who looks at few otherwise', () => {
    const ofUser = [...many(3, later(-48 * HOUR)), ...many(25)]
    expect(judge('bulk', lastOf(ofUser), { ofUser })).toMatchObject({ facts: { count: 25, usual: 3, hours: 24 } })
  })

  test('is that to as many notices, too, which each name somebody', () => {
    const ofUser = many(25, NOON, { action: 'notice_shown' })
    expect(judge('bulk', lastOf(ofUser), { ofUser })).toMatchObject({ facts: { count: 25 } })
  })

  test.each([
    ['to one fewer', many(24)],
    ['again and again to the same person', many(60, NOON, { referralId: 'same' })],
    ['that is spread over days', [...many(15, later(-26 * HOUR)), ...many(15)]],
    ['by somebody for whom it is usual', [-6, -5, -4, -3, -2, 0].flatMap(day => many(20, later(day * 24 * HOUR)))],
    ['by somebody who searches and opens nobody', many(60, NOON, { action: 'people_searched' })],
  ])('is not access %s', (_, ofUser) => {
    expect(judge('bulk', lastOf(ofUser), { ofUser })).toBeUndefined()
  })

  test('is reported by any number of people above the larger of floor and usual, and by none below', () => {
    for (let usual = 0; usual <= 30; usual += 3) {
      for (const count of [1, 24, 25, 3 * usual - 1, 3 * usual, 100]) {
        if (count < 1) continue
        const ofUser = [...many(usual, later(-72 * HOUR)), ...many(count)]
        const isBulk = judge('bulk', lastOf(ofUser), { ofUser }) !== undefined
        expect([usual, count, isBulk]).toEqual([usual, count, count >= Math.max(25, 3 * usual)])
      }
    }
  })
})

describe('Off hours', () => {
  const at = (iso: string) => entry({ occurredAt: new Date(iso) })
  test.each([
    ['in the night', '2026-11-25T08:30:00Z', '03:30'],
    ['in the evening', '2026-11-26T01:00:00Z', '20:00'],
    ['on a Sunday', '2026-11-22T16:00:00Z', '11:00'],
  ])('are those %s, by the clock of the country', (_, iso, said) => {
    expect(judge('off_hours', at(iso))).toMatchObject({ facts: { at: said, from: 7, to: 20 } })
  })

  test.each(['2026-11-25T12:00:00Z', '2026-11-26T00:59:00Z'])('are not those of a working day: %s', iso => {
    expect(judge('off_hours', at(iso))).toBeUndefined()
  })

  test('say nothing of who works at night, and say it of who does so for the first time', () => {
    const night = at('2026-11-25T08:30:00Z')
    const nights = Array.from({ length: 10 }, (_, i) => at(`2026-11-${10 + i}T08:00:00Z`))
    const days = nights.map(({ occurredAt }) => entry({ occurredAt: new Date(occurredAt.getTime() + 8 * HOUR) }))
    expect(judge('off_hours', night, { ofUser: [...nights, night] })).toBeUndefined()
    expect(judge('off_hours', night, { ofUser: [...days, night] })).toMatchObject({
      facts: { share: expect.any(Number) },
    })
  })

  test('are the agency’s own where the policy says so', () => {
    const rule = { ...ruleOf('off_hours'), agencies: { 'XA/xa-line': { from: 0, to: 24, everyDay: true } } } as Rule
    const early = { ...rule, agencies: { 'XA/xa-line': { from: 3, to: 12, everyDay: false } } } as Rule
    const by = (agencyId: string, iso: string, of = rule) => {
      const one = entry({ occurredAt: new Date(iso), agency: { hub: 'XA', agencyId } })
      return groundOf(of, one, { calendar, ofUser: [one], ofReferral: [], ofPerson: [], referralsOfPerson: [] })
    }
    for (const iso of ['2026-11-25T08:30:00Z', '2026-11-22T16:00:00Z']) {
      expect(by('xa-line', iso)).toBeUndefined()
      expect(by('xa-shelter', iso)).toBeDefined()
    }
    expect(by('xa-line', '2026-11-25T08:30:00Z', early)).toBeUndefined()
    expect(by('xa-line', '2026-11-25T17:00:00Z', early)).toMatchObject({ facts: { at: '12:00', from: 3, to: 12 } })
  })

  test('are told by a clock that is put forward and back', () => {
    const summer = { timeZone: 'Europe/Paris' }
    expect(localTime(new Date('2026-03-29T00:59:00Z'), summer)).toEqual({ date: '2026-03-29', hour: 1, minute: 59 })
    expect(localTime(new Date('2026-03-29T01:00:00Z'), summer)).toEqual({ date: '2026-03-29', hour: 3, minute: 0 })
    expect(localTime(new Date('2026-03-28T23:00:00Z'), summer)).toEqual({ date: '2026-03-29', hour: 0, minute: 0 })
  })
})

test('What is too young is left alone, and so is what stands behind it: the log is gone through in its order', () => {
  const all = [taken(0, 0), taken(1, 1), taken(0, 1)]
  expect(settledOf(all, youngAt(NOON, 0))).toEqual(all.slice(0, 1))
  expect(settledOf(all, youngAt(later(1), 0))).toHaveLength(3)
})

test('What is dated ahead is waited for as long as it has been in the log, and what was taken ahead of now not at all', () => {
  const [ahead, behind] = [taken(73 * 365 * 24 * HOUR, -10 * MINUTE), taken(-20 * MINUTE, -10 * MINUTE)]
  expect(settledOf([ahead, behind], youngAt(NOON, 5))).toHaveLength(2)
  expect(settledOf([ahead, behind], youngAt(NOON, 15))).toEqual([])
  const byWrongClock = taken(HOUR, HOUR)
  expect(settledOf([byWrongClock, behind], youngAt(NOON, 5))).toHaveLength(2)
  // What clocks differ by is still young.
  expect(settledOf([taken(MINUTE / 2, MINUTE / 2), behind], youngAt(NOON, 5))).toEqual([])
})

describe('What is opened after the end', () => {
  const ended = (ms: number) =>
    entry({ action: 'referral_ended', referralId: 'r', code: 'closed', occurredAt: later(ms) })
  const broken = entry({ action: 'glass_broken', referralId: 'r' })

  test('is reported with how long after', () => {
    const end = ended(-100 * HOUR)
    expect(judge('after_closure', broken, { ofReferral: [end] })).toMatchObject({
      facts: { days: 4, code: 'closed' },
      entryIds: [end.entryId, broken.entryId],
    })
  })
  test('is not while something may be left to be done, nor before the end, nor without one', () => {
    expect(judge('after_closure', broken, { ofReferral: [ended(-72 * HOUR)] })).toBeUndefined()
    expect(judge('after_closure', broken, { ofReferral: [ended(HOUR)] })).toBeUndefined()
    expect(judge('after_closure', broken)).toBeUndefined()
    expect(
      judge('after_closure', entry({ action: 'referral_assigned' }), { ofReferral: [ended(-100 * HOUR)] }),
    ).toBeUndefined()
  })
  test('is also after an end that is dated ahead, from when the log took it on; one that came late counts from its date', () => {
    const ahead = { ...ended(73 * 365 * 24 * HOUR), takenAt: later(-100 * HOUR) }
    const late = { ...ended(-100 * HOUR), takenAt: later(-HOUR) }
    for (const end of [ahead, late])
      expect(judge('after_closure', broken, { ofReferral: [end] })).toMatchObject({ facts: { days: 4 } })
  })
})

describe('What is opened beside any referral after the person’s referrals have ended', () => {
  const file = entry({ action: 'file_shown', referralId: undefined, code: 'view:f' })
  const of = (action: string, referralId: string, ms: number, change: Partial<Taken> = {}) =>
    entry({ action, referralId, occurredAt: later(ms), code: 'closed', subjectRef: undefined, ...change })
  const assigned = (referralId: string, assigneeId = 'ana') =>
    of('referral_assigned', referralId, -1_000 * HOUR, { assigneeId })
  const ended = (referralId: string, ms: number) => of('referral_ended', referralId, ms)
  const [first, last] = [ended('r', -500 * HOUR), ended('q', -100 * HOUR)]

  test.each(['file_shown', 'consent_sheet_shown', 'redaction_opened', 'contents_given_out'])(
    'is reported with how long after the last: %s',
    action => {
      const ofPerson = [assigned('r'), last, first]
      expect(judge('after_closure', { ...file, action }, { ofPerson, referralsOfPerson: ['r', 'q'] })).toMatchObject({
        key: 'ana/s',
        facts: { days: 4, code: 'closed' },
        entryIds: [last.entryId, file.entryId],
      })
    },
  )
  test('and one that is dated ahead is the last only if the log took it last', () => {
    const ahead = of('referral_ended', 'q', 73 * 365 * 24 * HOUR, { takenAt: later(-200 * HOUR) })
    const around = { ofPerson: [assigned('r'), ahead, { ...last, referralId: 'r' }], referralsOfPerson: ['r', 'q'] }
    expect(judge('after_closure', file, around)).toMatchObject({
      facts: { days: 4 },
      entryIds: [last.entryId, file.entryId],
    })
    const alone = { ...around, ofPerson: [assigned('r'), first, ahead] }
    expect(judge('after_closure', file, alone)).toMatchObject({
      facts: { days: 8 },
      entryIds: [ahead.entryId, file.entryId],
    })
  })
  test.each<[string, Taken[], string[]]>([
    ['one of them goes on', [assigned('r'), first], ['r', 'q']],
    ['one went on then', [assigned('r'), first, ended('q', HOUR)], ['r', 'q']],
    ['something may be left to be done', [assigned('r'), first, ended('q', -72 * HOUR)], ['r', 'q']],
    ['none of them has ended', [assigned('r')], ['r']],
    ['the user has registered the person', [assigned('r'), first, of('subject_registered', '', -HOUR)], ['r']],
    ['the user has brought it', [assigned('r'), first, of('file_begun', '', -HOUR, { code: 'f' })], ['r']],
  ])('is not where %s', (_, ofPerson, referralsOfPerson) => {
    expect(judge('after_closure', file, { ofPerson, referralsOfPerson })).toBeUndefined()
  })
  test('nor of whoever had none of them, who is without assignment', () => {
    const around = { ofPerson: [assigned('r', 'luz'), first], referralsOfPerson: ['r'] }
    expect(judge('after_closure', file, around)).toBeUndefined()
    expect(judge('without_assignment', file, around)).toBeDefined()
  })
  test('and of a request for evidence, of whose end the log is not told, no action is named', () => {
    const { actions = [] } = ruleOf('after_closure') as { readonly actions?: readonly string[] }
    expect(actions.filter(action => action.startsWith('request_'))).toEqual([])
  })
})

test('A relation to the person is reported once a referral, and its absence never', () => {
  const related = entry({ relations: ['same_family_name'] })
  expect(judge('relation', related)?.key).toBe(judge('relation', { ...related, entryId: 'again' })?.key)
  expect(judge('relation', related)).toBeDefined()
  expect(judge('relation', entry())).toBeUndefined()
  expect(judge('relation', entry({ relations: ['unknown'] }))).toBeUndefined()
})

test('That relations could not be told is reported once a month for an agency, whoever looked at whom', () => {
  const unknown = (change: Partial<Taken> = {}) =>
    judge('relation_unknown', entry({ relations: ['unknown'], ...change }))
  expect(unknown()?.key).toBe('XA/xa-shelter/2026-11/unknown')
  expect(unknown({ userId: 'eva', referralId: 'other' })?.key).toBe(unknown()?.key)
  expect(unknown({ occurredAt: later(30 * 24 * HOUR) })?.key).not.toBe(unknown()?.key)
  expect(unknown({ agency: { hub: 'XA', agencyId: 'xa-police' } })?.key).not.toBe(unknown()?.key)
  expect(judge('relation_unknown', entry({ relations: ['same_family_name'] }))).toBeUndefined()
  expect(judge('relation_unknown', entry())).toBeUndefined()
})

test.each([
  ['excluded_tried', 'recipient_excluded'],
  ['item_use_denied', 'item_use_spent'],
])('%s: once a user, referral and day, and no other denial', (rule, code) => {
  const denied = (change: Partial<Taken> = {}) =>
    judge(rule, entry({ action: 'disclosure_denied', referralId: 'r', code, ...change }))
  expect(denied()).toMatchObject({ facts: { code } })
  expect(denied({ occurredAt: later(HOUR) })?.key).toBe(denied()?.key)
  expect(denied({ userId: 'eva' })?.key).not.toBe(denied()?.key)
  expect(denied({ code: 'consent_withdrawn' })).toBeUndefined()
})

test('Each review that a shipped protocol calls the supervisor for is known to the rule', () => {
  const known = new Set(policy.rules.flatMap(rule => (rule.kind === 'review_overdue' ? rule.deadlines : [])))
  const called = loadBook()
    .all()
    .flatMap(({ deadlines }) => Object.entries(deadlines))
    .filter(([id, { then }]) => id.endsWith('-review') && then.some(({ do: what }) => what !== 'remind'))
    .map(([id]) => id)
  expect([...new Set(called)].filter(id => !known.has(id))).toEqual([])
  expect(called).toEqual(expect.arrayContaining(['threat-review', 'appeal-review']))
})

describe('Searches that find nobody', () => {
  const search = (code: string, minutes: number) =>
    entry({ action: 'people_searched', code, occurredAt: later(minutes * 60_000), referralId: undefined })
  const led = (minutes: number) =>
    entry({ action: 'reidentified', occurredAt: later(minutes * 60_000), referralId: undefined })
  const misses = [-40, -30, -20, -10, 0].map(minutes => search('duplicate:0', minutes))
  const last = misses.at(-1) ?? entry()

  test('are reported when they are many', () => {
    expect(judge('near_miss', last, { ofUser: misses })).toMatchObject({
      facts: { count: 5, minutes: 60 },
      entryIds: misses.map(({ entryId }) => entryId),
    })
  })
  test.each([
    ['few', misses.slice(1)],
    ['spread over hours', [search('duplicate:0', -300), ...misses.slice(1)]],
    ['one of them led to somebody', [search('duplicate:10', -40), led(-39), ...misses.slice(1)]],
  ])('are not when they are %s', (_, ofUser) => {
    expect(judge('near_miss', last, { ofUser })).toBeUndefined()
  })

  test('count though a name is asked for each time, as long as nobody confirms it and nothing is opened', () => {
    const asked = (minutes: number) =>
      entry({ action: 'reidentification_requested', occurredAt: later(minutes * 60_000), referralId: undefined })
    const shown = [-40, -30, -20, -10].flatMap(minutes => [search('duplicate:3', minutes), asked(minutes + 1)])
    expect(judge('near_miss', last, { ofUser: [...shown, last] })).toMatchObject({ facts: { count: 5 } })
  })

  test('count like those that showed somebody and led to nothing, and questions to another hub', () => {
    const asked = entry({ action: 'match_asked', code: 'duplicate:q', occurredAt: later(-35 * 60_000) })
    const ofUser = [search('duplicate:3', -40), asked, ...misses.slice(2)]
    expect(judge('near_miss', last, { ofUser })).toMatchObject({ facts: { count: 5 } })
    // What follows on the last one is not known yet.
    const shown = search('duplicate:3', 0)
    expect(judge('near_miss', shown, { ofUser: [...misses.slice(0, 4), shown] })).toBeUndefined()
  })
})

test('Each broken glass is reported by itself, and nothing else by that rule', () => {
  const [one, other] = [
    entry({ action: 'glass_broken', code: 'danger' }),
    entry({ action: 'glass_broken', code: 'danger' }),
  ]
  expect(judge('glass_unreviewed', one)?.key).not.toBe(judge('glass_unreviewed', other)?.key)
  expect(judge('glass_unreviewed', entry())).toBeUndefined()
  expect(judge('journal_gap', entry({ action: 'journal_gap', code: '3:4' }))).toMatchObject({ facts: { code: '3:4' } })
  expect(judge('journal_gap', one)).toBeUndefined()
  const changed = entry({ action: 'entry_unreadable', code: 'record_unreadable', index: 7 })
  expect(judge('entry_unreadable', changed)).toMatchObject({ facts: { code: 'record_unreadable', index: 7 } })
  expect(judge('entry_unreadable', one)).toBeUndefined()
  for (const [action, code] of Object.entries({
    register_due: 'breach:notify_authority',
    alert_unread: 'bulk:00000000-0000-4000-8000-000000000000',
    log_unwitnessed: '120:240',
    released_unwitnessed: 'view_opened',
    witnesses_few: '1:0',
    desk_differs: 'rows:7:1',
    key_gone: 'lost:7',
    log_rewritten: 'amparo.example:xb:witness:12',
    witnessed_rewritten: 'amparo.example:xb:access-log:12',
    witnessed_unshown: 'amparo.example:xb:access-log:12',
    source_gap: 'referral:1790000000000:3:4',
    source_forked: 'referral:1790000000000:4',
    source_restarted: 'referral:1790000000001:1790000000000:4',
  })) {
    expect(judge(action, entry({ action, code }))).toMatchObject({ facts: { code } })
    expect(judge(action, one)).toBeUndefined()
  }
  const missed = entry({ action: 'review_overdue', code: 'legal_hold:2026-11-24' })
  expect(judge('review_missed', missed)).toMatchObject({ facts: { code: 'legal_hold:2026-11-24' } })
  expect(judge('review_missed', one)).toBeUndefined()
})

test('What a second person confirmed with nobody on duty is reported, and nothing that somebody on duty did', () => {
  const confirmed = (roster: string) => entry({ action: 'basis_confirmed', code: `confirmed_roster:${roster}` })
  const one = confirmed('none')
  expect(judge('confirmed_off_duty', one)).toMatchObject({ key: one.entryId, entryIds: [one.entryId] })
  for (const other of [
    confirmed('agency'),
    confirmed('hub'),
    entry({ action: 'basis_confirmed' }),
    entry({ code: one.code }),
  ])
    expect(judge('confirmed_off_duty', other)).toBeUndefined()
})

test('A code sheet that is made after a withdrawal is reported, and one on a consent or another basis is not', () => {
  const made = (code: string) => entry({ action: 'record_sheet_made', code })
  const one = made('after_withdrawal')
  expect(judge('record_sheet_after_withdrawal', one)).toMatchObject({ key: one.entryId, entryIds: [one.entryId] })
  for (const other of [made(''), made('stand_by'), entry({ action: 'record_shown', code: one.code })])
    expect(judge('record_sheet_after_withdrawal', other)).toBeUndefined()
  for (const action of ['record_sheet_confirmed', 'order_confirmed']) {
    const alone = entry({ action, code: 'confirmed_roster:none' })
    expect(judge('confirmed_off_duty', alone)).toMatchObject({ entryIds: [alone.entryId] })
  }
})

test('A review is overdue when its deadline called the supervisor, and not when it only reminds', () => {
  const called = (code: string) => entry({ action: 'referral_escalated', code })
  expect(judge('review_overdue', called('case-review/supervisor'))).toMatchObject({
    facts: { deadline: 'case-review' },
  })
  expect(judge('review_overdue', called('case-review/remind'))).toBeUndefined()
  expect(judge('review_overdue', called('acknowledge/supervisor'))).toBeUndefined()
})

describe('An entry that is dated ahead', () => {
  const ahead = (ms: number, change: Partial<Taken> = {}) => ({ ...taken(ms, 0), source: 'referral', ...change })

  test('by more than clocks differ is reported, with both dates, whatever it is of', () => {
    const far = ahead(7 * 365 * 24 * HOUR, { action: 'referral_ended', userId: undefined })
    const facts = { source: 'referral', dated: '2033-11-23 15:00', taken: '2026-11-25 15:00' }
    expect(judge('dated_ahead', far)).toMatchObject({ entryIds: [far.entryId], facts })
    expect(judge('dated_ahead', ahead(6 * MINUTE))).toBeDefined()
  })
  test('by what clocks differ, or late, is not', () => {
    for (const ms of [5 * MINUTE, 0, -HOUR]) expect(judge('dated_ahead', ahead(ms))).toBeUndefined()
  })
  test('is reported once for a service and a day of its country, by when the log took it', () => {
    const [one, next] = [ahead(HOUR), ahead(HOUR, { takenAt: later(-24 * HOUR) })]
    expect(judge('dated_ahead', ahead(10 * HOUR))?.key).toBe(judge('dated_ahead', one)?.key)
    expect(judge('dated_ahead', next)?.key).not.toBe(judge('dated_ahead', one)?.key)
    expect(judge('dated_ahead', { ...one, source: 'consent' })?.key).not.toBe(judge('dated_ahead', one)?.key)
  })
})

/** Disclosures of which no rule that counts or times them speaks, and why. */
const OF_NO_RULE: Readonly<Record<string, string>> = {
  file_released: 'what was handed over is sealed: that it was, who did it and when is an entry before',
  message_written: 'is written by whoever knows it; that somebody reads it is an entry of its own',
  match_evaluated: 'another hub asked, and no user of this one did anything; its own log has who',
}

describe('The rules', () => {
  test('speak of each action by which somebody comes to know of a person, or it is said why none does', () => {
    const spoken = new Set(
      policy.rules.flatMap(rule => (rule.kind !== 'each' && 'actions' in rule ? rule.actions : [])),
    )
    expect([...DISCLOSES].filter(action => !spoken.has(action)).toSorted()).toEqual(Object.keys(OF_NO_RULE).toSorted())
    // What is put before auditors each time need not be drawn.
    const each = policy.rules.flatMap(rule => (rule.kind === 'each' ? rule.actions : []))
    const drawn = new Set([...policy.sampling.actions, ...each])
    expect([...DISCLOSES].filter(action => !drawn.has(action)).toSorted()).toEqual(Object.keys(OF_NO_RULE).toSorted())
  })

  test('leave no fact of theirs unsaid, in any language', () => {
    const named = (id: string) => ruleOf(id)
    for (const { id } of policy.rules) {
      const { says, usual } = named(id)
      const facts = {
        code: 1,
        count: 1,
        hours: 1,
        usual: 1,
        at: 1,
        from: 1,
        to: 1,
        share: 1,
        minutes: 1,
        deadline: 1,
        days: 1,
        index: 1,
        source: 1,
        dated: 1,
        taken: 1,
      }
      for (const words of [says, usual])
        for (const said of Object.values(explained(words, facts))) expect(said, id).not.toMatch(/[{}]/)
    }
  })

  test('say in words why somebody was opened in an emergency', () => {
    const rule = policy.rules.find(({ id }) => id === 'glass_unreviewed')
    const reasons = [
      'danger_to_life',
      'medical_emergency',
      'child_in_danger',
      'trafficker_is_near',
      'missing_from_shelter',
    ]
    expect(Object.keys(rule?.worded ?? {})).toEqual(reasons)
    const viewOf = alertViews(policy)
    for (const code of reasons) {
      const at = new Date('2026-12-02T10:00:00Z')
      const alert = {
        ...{ id: '', rule: 'glass_unreviewed', policyHash: '', weight: 95, raisedAt: at, dueAt: at, facts: { code } },
        ...{ userId: undefined, agency: undefined, referralId: undefined, entryIds: [] },
      }
      const { says, supervised } = viewOf({ alert, events: [] }, at)
      expect(supervised).toBe(true)
      for (const said of Object.values(says)) expect(said).not.toMatch(/[{}_]/)
    }
  })

  test('name the same facts in each language', () => {
    for (const { says, usual, forms = [] } of policy.rules)
      for (const words of [says, usual, ...forms.map(form => form.says)]) {
        const named = Object.values(words).map(said => (said.match(/\{\w+\}/g) ?? []).toSorted().join())
        expect(new Set(named).size).toBe(1)
      }
  })

  test.each([
    ['no JSON', '{'],
    ['an unknown rule', JSON.stringify({ version: 1, rules: [{ id: 'x', kind: 'guess' }] })],
    ['nothing', '{}'],
  ])('stop the service from starting with %s', (_, file) => {
    expect(() => loadAlertPolicy(file)).toThrow(AlertPolicyError)
  })
})
