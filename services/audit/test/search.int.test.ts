import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  create,
  NamesRequestSchema,
  NamesResponseSchema,
  NamesSchema,
  names,
  Purpose,
  Relation,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, signStatement } from '@amparo/crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, type EntryInit, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
/** As redaction answers: the names of one person, whichever is asked. */
let namesOfOne: string[] = []
redaction.answer(names, async request => {
  const stated = {
    requestHash: requestHash(toBinary(NamesRequestSchema, request)),
    subjectRefs: namesOfOne.includes(request.subjectRef) ? namesOfOne : [],
    expiresAt: timestampFromDate(new Date(Date.now() + 30_000)),
  }
  return create(NamesResponseSchema, { names: signStatement(NamesSchema, stated, 'names.v1', audit.redactionSign) })
})
const AUDITOR = { sub: randomUUID(), agency: 'xa-ombudsman' }
let url: string

beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
})

interface Shown {
  readonly id: string
  readonly action: string
  readonly code?: string
  readonly [field: string]: unknown
}
async function asked(query: string): Promise<Response> {
  const token = await audit.issuer.token({ scope: 'audit:read', ...AUDITOR })
  return fetch(`${url}/entries?${query}`, { headers: { authorization: `Bearer ${token}` } })
}
async function search(query: string): Promise<{ entries: Shown[]; next?: string }> {
  const response = await asked(query)
  expect(response.status, query).toBe(200)
  return (await response.json()) as { entries: Shown[]; next?: string }
}
const idsOf = async (query: string) => (await search(query)).entries.map(({ id }) => id)
const minutesAgo = (minutes: number) => timestampFromDate(new Date(Date.now() - minutes * 60_000))

describe('An auditor finds entries', () => {
  const one: EntryInit = anEntry({
    ...{ subjectRef: randomUUID(), purpose: Purpose.SHELTER, basis: Basis.COURT_ORDER, occurredAt: minutesAgo(30) },
    relations: [Relation.SAME_FAMILY_NAME],
  })
  const other: EntryInit = anEntry({
    ...{ agency: { hub: 'XA', agencyId: 'xa-clinic' }, subjectRef: one.subjectRef ?? '', occurredAt: minutesAgo(10) },
    ...{ purpose: Purpose.MEDICAL_CARE, basis: Basis.CONSENT, userId: one.userId ?? '', action: Action.MESSAGES_READ },
    roles: ['caseworker', 'supervisor'],
  })
  const stranger = anEntry({
    ...{ agency: { hub: 'XB', agencyId: 'xa-clinic' }, occurredAt: minutesAgo(20) },
    recipient: { hub: 'XB', agencyId: 'xb-mission' },
    // As entries of before said nothing of it.
    roles: [],
  })

  beforeAll(async () => {
    for (const entry of [one, stranger, other]) await appended(redaction, entry)
  })

  test.each([
    ['of a person', () => `userId=${one.userId}`, () => [other, one]],
    ['of an agency of this hub', () => 'agencyId=xa-clinic', () => [other]],
    ['of an agency of another hub', () => 'agencyHub=XB&agencyId=xa-clinic', () => [stranger]],
    ['of what went to an agency', () => 'recipientHub=XB&recipientId=xb-mission', () => [stranger]],
    ['of what went to nobody of this hub', () => 'recipientId=xb-mission', () => []],
    ['in a role, be it one of several', () => `userId=${one.userId}&role=supervisor`, () => [other]],
    ['in no role that it does not say', () => `userId=${stranger.userId}&role=caseworker`, () => []],
    ['for a purpose', () => `userId=${one.userId}&purpose=shelter`, () => [one]],
    ['on a basis', () => 'basis=court_order', () => [one]],
    ['by what was done', () => `userId=${one.userId}&actions=messages_read,file_shown`, () => [other]],
    ['since a time', () => `userId=${one.userId}&from=${isoAgo(15)}`, () => [other]],
    ['until a time', () => `userId=${one.userId}&to=${isoAgo(15)}`, () => [one]],
    ['of nobody, where one thing asked for is not so', () => `userId=${stranger.userId}&purpose=shelter`, () => []],
  ])('%s', async (_, query, expected) => {
    expect(await idsOf(query())).toEqual(expected().map(({ entryId }) => entryId))
  })

  test('about a person by one of the names the person has: who looked, and the auditors too', async () => {
    // Who was shown the person by other fields before stands in the trail as well.
    const trail = (await search(`subjectRef=${one.subjectRef}`)).entries
    const entries = trail.filter(({ action }) => action !== 'log_read')
    expect(entries.map(({ id }) => id)).toEqual([other.entryId, one.entryId])
    expect(entries[1]).toMatchObject({ relations: ['same_family_name'], subjectRef: one.subjectRef })
    expect(entries.map(({ roles }) => roles)).toEqual([['caseworker', 'supervisor'], ['caseworker']])
    expect((await search(`userId=${stranger.userId}`)).entries[0]).not.toHaveProperty('roles')
    const [again] = (await search(`subjectRef=${one.subjectRef}`)).entries
    expect(again).toMatchObject({ action: 'log_read', userId: AUDITOR.sub, agency: { agencyId: AUDITOR.agency } })
    expect(again?.['roles']).toEqual(['auditor'])
  })

  test('about a person by all names: who looked by whichever, of which none is shown but that which was asked for', async () => {
    const [own, another] = [randomUUID(), randomUUID()]
    const [byOwn, byAnother] = [anEntry({ subjectRef: own }), anEntry({ subjectRef: another })]
    for (const entry of [byOwn, byAnother]) await appended(redaction, entry)
    namesOfOne = [own, another]
    expect(await idsOf(`subjectRef=${own}`)).toEqual([byOwn.entryId])
    const { entries } = await search(`subjectRef=${own}&allNames=true`)
    expect(entries.map(({ id, subjectRef }) => [id, subjectRef])).toMatchObject([
      [expect.any(String), own],
      [byAnother.entryId, undefined],
      [byOwn.entryId, own],
    ])
    expect(JSON.stringify(entries)).not.toContain(another)
    const [reading] = (await search(`userId=${AUDITOR.sub}&actions=log_read&limit=1`)).entries
    expect(reading).toMatchObject({ code: 'entries:allNames.subjectRef', subjectRef: own })
    expect(await idsOf(`subjectRef=${randomUUID()}&allNames=true`)).toEqual([])
  })

  test('by every name of nobody in particular is refused: it says whose name is missing, and is in no log', async () => {
    const refused = await asked('allNames=true')
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      ...{ code: 'request_invalid', errors: [{ pointer: '/subjectRef', code: 'required' }] },
    })
    const { entries } = await search(`userId=${AUDITOR.sub}&actions=log_read`)
    expect(entries.map(({ code }) => code)).not.toContain('entries:allNames')
  })

  test('page by page, each once, though each page that is read is an entry', async () => {
    const userId = randomUUID()
    const entries = Array.from({ length: 7 }, () => anEntry({ userId }))
    for (const entry of entries) await appended(redaction, entry)
    const seen: string[] = []
    let next: string | undefined = ''
    while (next !== undefined) {
      const page = await search(`userId=${userId}&limit=3${next && `&cursor=${next}`}`)
      seen.push(...page.entries.map(({ id }) => id))
      next = page.next
    }
    expect(seen).toEqual(entries.map(({ entryId }) => entryId).toReversed())
  })

  const isoAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
})

test('That the log was read stands in it: who, and by which fields, but not what was asked for', async () => {
  const [userId, referralId] = [randomUUID(), randomUUID()]
  await search(`userId=${userId}&referralId=${referralId}&purpose=shelter&limit=7`)
  const { entries } = await search(`userId=${AUDITOR.sub}&actions=log_read&limit=1`)
  expect(entries).toMatchObject([{ code: 'entries:purpose.referralId.userId', source: 'audit' }])
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${userId}|${referralId}`))
})

test('Nobody reads while it cannot be written that they do', async () => {
  const token = await audit.issuer.token({ scope: 'audit:read' })
  // Nobody who writes: the lease is another's.
  await audit.sql(`update audit.lease set holder = 'another', token = token + 1, expires_at = now() + interval '1 day'`)
  await expect
    .poll(async () => (await fetch(`${url}/entries`, { headers: { authorization: `Bearer ${token}` } })).status)
    .toBe(503)
  await audit.sql(`update audit.lease set expires_at = now()`)
  await untilWriting(redaction)
})

describe('The projection', () => {
  test('is made anew from the log, whatever was done to it', async () => {
    const userId = randomUUID()
    const entries = Array.from({ length: 3 }, () => anEntry({ userId, subjectRef: randomUUID() }))
    for (const entry of entries) await appended(redaction, entry)
    const before = await search(`userId=${userId}`)
    await audit.sql('delete from audit.projected where user_id = $1', [userId])
    await audit.sql(`update audit.projected set user_id = $1 where action = 'log_read'`, [userId])
    expect(await search(`userId=${userId}`)).not.toEqual(before)
    // As a release with another form of it finds it at its start.
    await audit.sql('update audit.projection set form = 0')
    expect(await search(`userId=${userId}`)).toEqual(before)
  })

  test('has each entry once, however many read at once', async () => {
    await Promise.all(Array.from({ length: 40 }, () => appended(redaction, anEntry())))
    await Promise.all(Array.from({ length: 8 }, () => search('limit=1')))
    const [counted] = await audit.sql<{ same: boolean }>(
      `select (select array_agg(entry_id order by index) from audit.projected) =
              (select array_agg(entry_id order by index) from audit.leaf
                where index < (select next from audit.projection)) as same`,
    )
    expect(counted?.same).toBe(true)
  })
})
