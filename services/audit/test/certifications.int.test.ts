import { randomUUID } from 'node:crypto'
import {
  create,
  DepartureKind,
  DeparturesRequestSchema,
  DeparturesResponseSchema,
  DeparturesSchema,
  departures,
  PostsRequestSchema,
  PostsResponseSchema,
  PostsSchema,
  posts,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, signStatement } from '@amparo/crypto'
import { waitFor } from '@amparo/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { redate } from './aged.ts'
import { untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const accounts = await audit.nats.as('accounts')
const [police, shelter] = ['xa-police', 'xa-shelter']
const [boss, second, ana, luz, alone] = ['1', '2', '3', '4', '5'].map(first => `${first}${randomUUID().slice(1)}`) as [
  string,
  string,
  string,
  string,
  string,
]
const staff = [
  { userId: boss, agencyId: police, roles: ['supervisor'] },
  { userId: second, agencyId: police, roles: ['supervisor', 'caseworker'] },
  { userId: ana, agencyId: police, roles: ['caseworker'] },
  { userId: luz, agencyId: police, roles: ['caseworker', 'custodian'] },
  { userId: alone, agencyId: shelter, roles: ['supervisor'] },
]
const gone: { number: number; userId: string; agencyId: string }[] = []
let isAway = true
let service: Awaited<ReturnType<typeof audit.start>>

const soon = () => timestampFromDate(new Date(Date.now() + 30_000))
beforeAll(async () => {
  accounts.answer(departures, async request => {
    const found = gone.filter(({ number }) => number > request.after)
    const stated = {
      requestHash: requestHash(toBinary(DeparturesRequestSchema, request)),
      departures: found.map(one => ({ ...one, kind: DepartureKind.LEFT, at: timestampFromDate(new Date()) })),
      expiresAt: soon(),
    }
    const signed = signStatement(DeparturesSchema, stated, 'departures.v1', audit.accountsSign)
    return create(DeparturesResponseSchema, { departures: signed })
  })
  service = await audit.start()
  await untilWriting(redaction)
  // It began before the quarter did.
  const [first] = await audit.entries()
  await redate(audit, [first?.entryId ?? ''], at => new Date(at.getTime() - 200 * 24 * 3_600_000))
})
/** As accounts answers, two at a time, once it is there. */
function accountsCome(): void {
  isAway = false
  accounts.answer(posts, async request => {
    const next = staff.filter(({ userId }) => userId > request.afterUserId).slice(0, 2)
    const stated = {
      requestHash: requestHash(toBinary(PostsRequestSchema, request)),
      posts: next,
      expiresAt: soon(),
    }
    return create(PostsResponseSchema, { posts: signStatement(PostsSchema, stated, 'posts.v1', audit.accountsSign) })
  })
}

interface Line {
  id: string
  agencyId?: string
  posts?: { userId: string; roles: string[]; needed?: boolean; decidedBy?: string }[]
  steps: { step: string; userId: string }[]
  clocks: { clock: string; stoppedAt?: string }[]
}
const auditor = { scope: 'audit:read audit:review', sub: randomUUID(), agency: 'xa-ombudsman' }
const supervisor = (sub: string, agency = police) => ({ scope: 'audit:answer', sub, agency })
async function tokenOf(who: Parameters<typeof audit.issuer.token>[0]) {
  return { authorization: `Bearer ${await audit.issuer.token(who)}` }
}
async function call<T>(who: Parameters<typeof tokenOf>[0], method: string, path: string, body?: object) {
  const sent = body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const headers = { ...(await tokenOf(who)), ...sent }
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T & { code?: string } }
}
const lines = async () => (await call<{ lines: Line[] }>(auditor, 'GET', '/registers/certification')).body.lines
const own = async (who = supervisor(boss)) =>
  (await call<{ certifications: Line[] }>(who, 'GET', '/certifications')).body.certifications
const lineOf = async (agency: string) => {
  const line = (await lines()).find(({ agencyId }) => agencyId === agency)
  if (line === undefined) throw new Error('no such line')
  return line
}
const say = (who: Parameters<typeof call>[0], id: string, said: Record<string, boolean>, as = 'certifications') =>
  call<Line>(who, 'POST', `/${as}/${id}/posts`, {
    posts: Object.entries(said).map(([userId, needed]) => ({ userId, needed })),
  })
/** Whoever takes over goes round at once. */
async function another(): Promise<void> {
  await service.stop()
  service = await audit.start()
  await untilWriting(redaction)
}

describe('When a quarter begins', () => {
  test('nothing is to be certified while nobody can say who works here', async () => {
    expect(isAway).toBe(true)
    await another()
    // It goes round after what it was told.
    gone.push({ number: 1, userId: randomUUID(), agencyId: shelter })
    await another()
    const leavers = () => audit.sql(`select 1 from audit.register_line where register = 'leaver'`)
    await waitFor(async () => (await leavers()).length === 1)
    expect(await lines()).toEqual([])
  })

  test('each agency has a line of its own with all who may sign in for it, once, whoever takes over', async () => {
    accountsCome()
    await another()
    await waitFor(async () => (await lines()).length === 2)
    await another()
    expect((await lines()).map(({ agencyId }) => agencyId).toSorted()).toEqual([police, shelter])
    const [line, ...others] = await own()
    expect(others).toEqual([])
    expect(line).toMatchObject({
      agencyId: police,
      steps: [],
      posts: staff.slice(0, 4).map(({ agencyId: _, ...post }) => post),
    })
    expect(line?.clocks).toMatchObject([{ clock: 'certify' }, { clock: 'end_unneeded' }])
    expect(await own(supervisor(alone, shelter))).toMatchObject([{ agencyId: shelter, posts: [{ userId: alone }] }])
    expect(await own({ ...supervisor(boss), agency: 'xa-court' })).toEqual([])
    const headers = await tokenOf(supervisor(alone, shelter))
    const shown = await fetch(`${service.url}/certifications`, { headers })
    const known = { ...headers, 'if-none-match': shown.headers.get('etag') ?? '' }
    expect((await fetch(`${service.url}/certifications`, { headers: known })).status).toBe(304)
    // Who read them stands in the log, and not who was shown nothing.
    const { body } = await call<{ entries: { code: string; agency: { agencyId: string } }[] }>(
      ...[auditor, 'GET', '/entries?actions=log_read&limit=200'],
    )
    const read = body.entries.filter(({ code }) => code === 'certifications')
    expect(read.map(({ agency }) => agency.agencyId)).toEqual([shelter, shelter, police])
  })
})

describe('A supervisor', () => {
  test('says of each colleague whether the account is needed, never of themselves, and of nobody elsewhere', async () => {
    const { id } = await lineOf(police)
    expect((await say(supervisor(boss), id, { [boss]: true })).body.code).toBe('certification_of_oneself')
    expect((await say(supervisor(boss), id, { [alone]: true })).body.code).toBe('certification_post_unknown')
    expect((await say(supervisor(alone, shelter), id, { [ana]: false })).status).toBe(404)
    const { body } = await say(supervisor(boss), id, { [ana]: true, [luz]: false, [second]: true })
    expect(body.posts?.map(({ needed, decidedBy }) => [needed, decidedBy])).toEqual([
      [undefined, undefined],
      [true, boss],
      [true, boss],
      [false, boss],
    ])
    expect(body.steps).toEqual([])
    expect((await say(supervisor(second), id, { [ana]: false })).body.code).toBe('certification_post_decided')
  })

  test('is seen not to have answered until the last account was spoken of, by a second one; then it waits for what is not needed', async () => {
    const { id, clocks } = await lineOf(police)
    expect(clocks.map(({ stoppedAt }) => stoppedAt)).toEqual([undefined, undefined])
    const early = await call<Line>(auditor, 'POST', `/register-lines/${id}/steps`, { step: 'all_needed' })
    expect([early.status, early.body.code]).toEqual([409, 'certification_posts_first'])
    const { body } = await say(supervisor(second), id, { [boss]: true })
    expect(body.steps).toMatchObject([{ step: 'some_to_end', userId: second }])
    expect(body.clocks.map(({ stoppedAt }) => stoppedAt === undefined)).toEqual([false, true])
  })

  test('who is alone is certified by the auditor', async () => {
    const { id } = await lineOf(shelter)
    expect((await say(auditor, id, { [alone]: true }, 'register-lines')).body.steps).toMatchObject([
      { step: 'all_needed', userId: auditor.sub },
    ])
  })
})

test('An account that was not needed and is gone stops the last clock by itself; all of it is in the log', async () => {
  gone.push({ number: 2, userId: luz, agencyId: police })
  await another()
  await waitFor(async () => (await lineOf(police)).steps.length === 2)
  expect((await lineOf(police)).steps[1]).toMatchObject({ step: 'some_ended', userId: 'audit' })
  await call(auditor, 'GET', '/entries')
  const told = await audit.sql<{ code: string }>(
    `select code from audit.projected
      where code like 'certification:%' and action in ('register_opened', 'register_moved') order by index`,
  )
  expect(told.map(({ code }) => code.slice('certification:'.length))).toEqual([
    ...[
      'quarter',
      'quarter',
      'posts_decided',
      'posts_decided',
      'some_to_end',
      'posts_decided',
      'all_needed',
      'some_ended',
    ],
  ])
  const { id } = await lineOf(police)
  expect((await call<Line>(auditor, 'POST', `/register-lines/${id}/steps`, { step: 'closed' })).status).toBe(200)
  expect(await own()).toEqual([])
})

test('What was said of an account is never changed, whoever writes to the database', async () => {
  for (const statement of [
    `update audit.certified_decision set needed = true`,
    'delete from audit.certified_post',
    'truncate audit.certified_decision',
  ])
    await expect(audit.sql(statement)).rejects.toThrow('append-only')
})
