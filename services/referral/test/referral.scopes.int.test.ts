import { listRoutes, SCOPES } from '@amparo/http'
import { beforeAll, describe, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, post, get, http } = await useReferral()

/** Tried in tests of their own. */
const isDaily = (route: string) =>
  / \/(offers|intakes|rota|handovers|hands|hands\/open|deadlines|news|request-news)|\/links$/.test(route)

/** One of each scope, and of each party. */
const STEPS = {
  assignment: { scope: 'referral:work', by: RECIPIENT, data: undefined },
  'assignment-end': { scope: 'referral:work', by: RECIPIENT, data: undefined },
  acknowledge: { scope: 'referral:decide', by: RECIPIENT, data: {}, or: 'referral:work' },
  accept: { scope: 'referral:decide', by: RECIPIENT, data: {} },
  decline: { scope: 'referral:decide', by: RECIPIENT, data: { reason: 'at-capacity' } },
  start: { scope: 'referral:work', by: RECIPIENT, data: {} },
  complete: { scope: 'referral:work', by: RECIPIENT, data: { outcome: 'lost-contact' } },
  cancel: { scope: 'referral:submit', by: SENDER, data: { reason: 'duplicate' } },
  reopen: { scope: 'referral:submit', by: SENDER, data: { reason: 'place-free' } },
} as const
type Name = keyof typeof STEPS
/** What brings a fresh referral to where the step is open. */
const BEFORE: Partial<Record<Name, readonly Name[]>> = {
  'assignment-end': ['assignment'],
  start: ['accept'],
  complete: ['accept'],
  reopen: ['decline'],
}

const without = (...scopes: string[]) => SCOPES.filter(other => !scopes.includes(other)).join(' ')
const everything = SCOPES.join(' ')
const isAssignment = (name: Name) => name === 'assignment' || name === 'assignment-end'
const step = (id: string, name: Name, who: Who, sent?: { ifMatch: string }) =>
  isAssignment(name)
    ? post(who, `/referrals/${id}/${name}`, undefined, sent)
    : post(who, `/referrals/${id}/steps`, { step: name, data: STEPS[name].data }, sent)

async function readyFor(name: Name): Promise<string> {
  const id: string = (await submit(SENDER)).body.id
  for (const before of BEFORE[name] ?? []) await step(id, before, { ...STEPS[before].by, scope: everything })
  return id
}

/** All of an answer but the id of the request. */
const shapeOf = ({ status, body }: Awaited<ReturnType<typeof get>>) => ({ status, ...body, instance: '' })

let nothingThere: ReturnType<typeof shapeOf>
beforeAll(async () => {
  nothingThere = shapeOf(await get({ ...STRANGER, scope: everything }, `/referrals/${crypto.randomUUID()}`))
  expect(nothingThere).toMatchObject({ status: 404, code: 'not_found' })
})

describe.each(Object.keys(STEPS).filter((name): name is Name => Object.hasOwn(STEPS, name)))('%s', name => {
  const { scope, by } = STEPS[name]
  const or = name === 'acknowledge' ? STEPS[name].or : scope
  const enough = `${scope} referral:read`
  const other = by === SENDER ? RECIPIENT : SENDER

  test('may: its party, with no more scope than it needs', async () => {
    expect((await step(await readyFor(name), name, { ...by, scope: enough })).status).toBe(200)
    expect((await step(await readyFor(name), name, { ...by, scope: `${or} referral:read` })).status).toBe(200)
  })

  test('may not: its party without the scope, which reads what a stranger reads', async () => {
    const id = await readyFor(name)
    expect(shapeOf(await step(id, name, { ...by, scope: without(scope, or) }))).toEqual(nothingThere)
    expect(shapeOf(await step(id, name, { ...by, scope: without('referral:read') }))).toEqual(nothingThere)
    const stale = await step(id, name, { ...by, scope: without(scope, or) }, { ifMatch: '"99"' })
    expect(shapeOf(stale)).toEqual(nothingThere)
  })

  test('may not: the other party, which may know why', async () => {
    const answer = await step(await readyFor(name), name, { ...other, scope: everything })
    if (isAssignment(name)) expect(answer.status).toBe(200)
    else expect([answer.status, answer.body.code]).toEqual([409, 'step_not_allowed'])
  })

  test('must not even know: a stranger with every scope, in whatever state, and for an id that is none', async () => {
    const id = await readyFor(name)
    const before = (await get(SENDER, `/referrals/${id}`)).body.version
    const stranger = { ...STRANGER, scope: everything }
    expect(shapeOf(await step(id, name, stranger))).toEqual(nothingThere)
    expect(shapeOf(await step(id, name, stranger, { ifMatch: '"99"' }))).toEqual(nothingThere)
    expect(shapeOf(await step('no-id', name, stranger))).toEqual(nothingThere)
    expect((await get(SENDER, `/referrals/${id}`)).body.version).toBe(before)
  })
})

test('to assign somebody else takes a scope of its own; without it there is nothing here', async () => {
  const id = await readyFor('assignment')
  const userId = crypto.randomUUID()
  const path = `/referrals/${id}/assignment`
  const may = { ...RECIPIENT, scope: 'referral:read referral:assign' }
  expect(shapeOf(await post({ ...RECIPIENT, scope: without('referral:assign') }, path, { userId }))).toEqual(
    nothingThere,
  )
  expect(shapeOf(await post(may, path))).toEqual(nothingThere)
  const done = await post(may, path, { userId })
  expect([done.body.assignedTo, done.body.allowedActions]).toEqual([[userId], []])
})

test('one party is not told whom the other has assigned, nor under which reference it holds the person', async () => {
  const id = await readyFor('assignment')
  await step(id, 'assignment', RECIPIENT)
  expect((await get(SENDER, `/referrals/${id}`)).body.assignedTo).toEqual([])
  const view = (await get(RECIPIENT, `/referrals/${id}`)).body
  expect(view.assignedTo).toHaveLength(1)
  expect([view.subjectRef, view.delivery]).toEqual([undefined, null])
})

test('reading: the parties with the scope; to all others the referral does not exist', async () => {
  const path = `/referrals/${await readyFor('assignment')}`
  for (const party of [SENDER, RECIPIENT]) {
    for (const one of [path, `${path}/duty`]) {
      expect((await get({ ...party, scope: 'referral:read' }, one)).status).toBe(200)
      expect(shapeOf(await get({ ...party, scope: without('referral:read') }, one))).toEqual(nothingThere)
    }
    expect(shapeOf(await get({ ...party, scope: without('referral:read') }, '/referrals'))).toEqual(nothingThere)
  }
  for (const one of [path, `${path}/duty`])
    expect(shapeOf(await get({ ...STRANGER, scope: everything }, one))).toEqual(nothingThere)
})

test('submitting takes its scope', async () => {
  expect((await submit({ ...SENDER, scope: 'referral:submit' })).status).toBe(201)
  expect(shapeOf(await submit({ ...SENDER, scope: without('referral:submit') }))).toEqual(nothingThere)
})

test('protocols and forms take their scope; those of a compartment are for those inside', async () => {
  for (const path of ['/protocols', '/forms']) {
    expect((await get({ ...SENDER, scope: 'directory:read' }, path)).status).toBe(200)
    expect(shapeOf(await get({ ...SENDER, scope: without('directory:read') }, path))).toEqual(nothingThere)
  }
  const seen = async (scope: string) =>
    (await get({ ...SENDER, scope }, '/protocols')).body.map(({ id }: { id: string }) => id)
  expect(await seen('directory:read')).toContain('drill')
  expect(await seen('directory:read')).not.toContain('hidden')
  expect(await seen('directory:read protection:work')).toContain('hidden')
})

test('the paper form of a protocol takes the scope of submitting; that of a compartment is for those inside', async () => {
  const form = (id: string, scope: string) => get({ ...SENDER, scope }, `/protocols/${id}/paper-form`)
  expect((await form('drill', 'referral:submit')).status).toBe(200)
  expect((await form('hidden', 'referral:submit protection:work')).status).toBe(200)
  const refused = [
    await form('drill', without('referral:submit')),
    await form('hidden', without('protection:work')),
    await form('no-such-protocol', everything),
  ]
  for (const answer of refused) expect(shapeOf(answer)).toEqual(nothingThere)
})

test('every route of this service is in this test, and without a token each answers 401', async () => {
  const routes = listRoutes(http).filter(route => route.access !== 'public')
  const known = [
    ...[
      'GET /referrals',
      'POST /referrals',
      'GET /referrals/:id',
      'GET /referrals/:id/duty',
      'GET /suspended-senders',
      'POST /referrals/:id/steps',
    ],
    ...['POST /referrals/:id/assignment', 'POST /referrals/:id/assignment-end', 'GET /protocols', 'GET /forms'],
    'GET /protocols/:id/paper-form',
  ]
  const all = routes.map(({ method, url }) => `${method} ${url}`)
  expect(all.filter(route => !isDaily(route)).sort()).toEqual(known.sort())
  for (const { method, url } of routes) {
    const path = url.replace(':id', crypto.randomUUID())
    const answer = await http.inject({ method: method === 'GET' ? 'GET' : 'POST', url: path })
    expect([path, answer.statusCode]).toEqual([path, 401])
  }
})
