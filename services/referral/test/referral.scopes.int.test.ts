import { listRoutes, SCOPES } from '@amparo/http'
import { beforeAll, describe, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, post, get, http } = await useReferral()

const STEPS = {
  assignment: { scope: 'referral:work', by: RECIPIENT, body: undefined },
  acceptance: { scope: 'referral:decide', by: RECIPIENT, body: undefined },
  decline: { scope: 'referral:decide', by: RECIPIENT, body: { reason: 'at-capacity' } },
  start: { scope: 'referral:work', by: RECIPIENT, body: undefined },
  hold: { scope: 'referral:work', by: RECIPIENT, body: { reason: 'waitlisted' } },
  resumption: { scope: 'referral:work', by: RECIPIENT, body: undefined },
  completion: { scope: 'referral:work', by: RECIPIENT, body: { outcome: 'lost-contact' } },
  cancellation: { scope: 'referral:submit', by: SENDER, body: { reason: 'duplicate' } },
} as const
/** What brings a fresh referral to where the step is open. */
const BEFORE: Record<string, readonly (keyof typeof STEPS)[]> = {
  start: ['acceptance'],
  hold: ['acceptance'],
  resumption: ['acceptance', 'hold'],
  completion: ['acceptance'],
}

const without = (scope: string) => SCOPES.filter(other => other !== scope).join(' ')
const everything = SCOPES.join(' ')
const step = (id: string, name: keyof typeof STEPS, who: Who) => post(who, `/referrals/${id}/${name}`, STEPS[name].body)

async function readyFor(name: string): Promise<string> {
  const id: string = (await submit(SENDER)).body.id
  for (const before of BEFORE[name] ?? []) await step(id, before, STEPS[before].by)
  return id
}

/** All of an answer but the id of the request. */
const shapeOf = ({ status, body }: Awaited<ReturnType<typeof get>>) => ({ status, ...body, instance: '' })

let nothingThere: ReturnType<typeof shapeOf>
beforeAll(async () => {
  nothingThere = shapeOf(await get({ ...STRANGER, scope: everything }, `/referrals/${crypto.randomUUID()}`))
  expect(nothingThere).toMatchObject({ status: 404, code: 'not_found' })
})

describe.each(Object.keys(STEPS) as (keyof typeof STEPS)[])('%s', name => {
  const { scope, by, body } = STEPS[name]
  const enough = name === 'assignment' ? `${scope} referral:read` : scope
  const other = by === SENDER ? RECIPIENT : SENDER

  test('may: its party, with no more scope than it needs', async () => {
    expect((await step(await readyFor(name), name, { ...by, scope: enough })).status).toBe(200)
  })

  test('may not: its party without the scope, which reads what a stranger reads', async () => {
    const id = await readyFor(name)
    expect(shapeOf(await step(id, name, { ...by, scope: without(scope) }))).toEqual(nothingThere)
  })

  test('may not: the other party, which may know why', async () => {
    const answer = await step(await readyFor(name), name, { ...other, scope: everything })
    if (name === 'assignment') expect(answer.status).toBe(200)
    else expect([answer.status, answer.body.code]).toEqual([409, 'step_not_allowed'])
  })

  test('must not even know: a stranger with every scope, in whatever state, and for an id that is none', async () => {
    const id = await readyFor(name)
    const stranger = { ...STRANGER, scope: everything }
    expect(shapeOf(await step(id, name, stranger))).toEqual(nothingThere)
    const stale = await post(stranger, `/referrals/${id}/${name}`, body, { ifMatch: '"99"' })
    expect(shapeOf(stale)).toEqual(nothingThere)
    expect(shapeOf(await step('no-id', name, stranger))).toEqual(nothingThere)
    expect((await get(SENDER, `/referrals/${id}`)).body.version).toBe((BEFORE[name]?.length ?? 0) + 1)
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
  expect([done.body.assignedTo, done.body.allowedActions]).toEqual([[userId], ['assign']])
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
    expect((await get({ ...party, scope: 'referral:read' }, path)).status).toBe(200)
    expect(shapeOf(await get({ ...party, scope: without('referral:read') }, path))).toEqual(nothingThere)
    expect(shapeOf(await get({ ...party, scope: without('referral:read') }, '/referrals'))).toEqual(nothingThere)
  }
  expect(shapeOf(await get({ ...STRANGER, scope: everything }, path))).toEqual(nothingThere)
})

test('submitting takes its scope', async () => {
  expect((await submit({ ...SENDER, scope: 'referral:submit' })).status).toBe(201)
  expect(shapeOf(await submit({ ...SENDER, scope: without('referral:submit') }))).toEqual(nothingThere)
})

test('every route of this service is in this test, and without a token each answers 401', async () => {
  const routes = listRoutes(http).filter(route => route.access !== 'public')
  const known = [
    'GET /referrals',
    'POST /referrals',
    'GET /referrals/:id',
    ...Object.keys(STEPS).map(name => `POST /referrals/:id/${name}`),
  ]
  expect(routes.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(known.sort())
  for (const { method, url } of routes) {
    const path = url.replace(':id', crypto.randomUUID())
    const answer = await http.inject({ method: method === 'GET' ? 'GET' : 'POST', url: path })
    expect([path, answer.statusCode]).toEqual([path, 401])
  }
})
