import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { EVERYTHING, useDaily } from './fixtures/daily.ts'
import { pagesOf } from './fixtures/pages.ts'

const { rows, get, put } = await useDaily({ offering: false })

const HOUR = 3_600_000
const start = Date.now()
const at = (hours: number) => new Date(start + hours * HOUR)
const ME = randomUUID()
let late: string
let soon: string
let far: string
let theirs: string
let hidden: string

const due = async (id: string, hours: number, owner = RECIPIENT, compartment = false) => {
  await rows(
    `insert into due (referral_id, deadline, side, owner_hub, owner_agency, due_at, priority, compartment)
     values ($1, 'accept', 'recipient', $2, $3, $4, 'urgent', $5)`,
    [id, owner.hub, owner.agencyId, at(hours), compartment],
  )
  return id
}

beforeAll(async () => {
  late = await due(await put(), -2)
  soon = await due(await put(), 1)
  far = await due(await put(), 24 * 40)
  theirs = await due(await put(), -1, SENDER)
  hidden = await due(await put({ compartment: true }), -3, RECIPIENT, true)
  await rows('insert into assignment (referral_id, agency_id, user_id, by_user, at) values ($1, $2, $3, $3, now())', [
    ...[soon, RECIPIENT.agencyId, ME],
  ])
})

const ids = async (query = '', who: Parameters<typeof get>[0] = RECIPIENT): Promise<string[]> =>
  (await get(who, `/deadlines${query}`)).body.items.map(({ referralId }: { referralId: string }) => referralId)

test('an agency sees what it has to do, the first to end first, in the words of the protocol', async () => {
  const { body } = await get(RECIPIENT, '/deadlines')
  expect(body.items.map(({ referralId }: { referralId: string }) => referralId)).toEqual([late, soon, far])
  expect(body.items[0]).toEqual({
    referralId: late,
    deadline: 'accept',
    text: { es: expect.any(String), en: expect.any(String), fr: expect.any(String), pt: expect.any(String) },
    dueAt: at(-2).toISOString(),
    overdue: true,
    called: false,
    priority: 'urgent',
    protocol: 'oas-64-standard',
    state: 'requested',
    assignedTo: [],
  })
  expect(body.items[1]).toMatchObject({ overdue: false, assignedTo: [ME] })
})

test('a calendar window has its first moment and not its last', async () => {
  expect(await ids(`?from=${at(-2).toISOString()}&to=${at(1).toISOString()}`)).toEqual([late])
  expect(await ids(`?from=${at(1).toISOString()}&to=${at(24 * 31).toISOString()}`)).toEqual([soon])
})

test('overdue is what has passed, whatever the window', async () => {
  expect(await ids('?overdue=true')).toEqual([late])
  expect(await ids(`?overdue=true&to=${at(24 * 50).toISOString()}`)).toEqual([late])
})

test('mine is what is in my hands, and not what was', async () => {
  expect(await ids('?mine=true', { ...RECIPIENT, user: ME })).toEqual([soon])
  expect(await ids('?mine=true', { ...RECIPIENT, user: randomUUID() })).toEqual([])
  expect(await ids('?mine=true', { ...SENDER, user: ME })).toEqual([])
})

test('a supervisor sees what a colleague has, and what supervisors have been called of', async () => {
  expect(await ids(`?assigned=${ME}`)).toEqual([soon])
  expect(await ids('?assigned=me', { ...RECIPIENT, user: ME })).toEqual([soon])
  expect(await ids(`?assigned=${randomUUID()}`)).toEqual([])
  expect(await ids('?called=true')).toEqual([])
  await rows('update due set called = true where referral_id = $1', [late])
  expect(await ids('?called=true')).toEqual([late])
  expect((await get(RECIPIENT, '/deadlines?called=true')).body.items[0].called).toBe(true)
  await rows('update due set called = false where referral_id = $1', [late])
})

test('each agency its own; a stranger has none', async () => {
  expect(await ids('', SENDER)).toEqual([theirs])
  expect(await ids('', { ...STRANGER, scope: EVERYTHING })).toEqual([])
})

test('what is in a compartment is seen from inside alone', async () => {
  expect(await ids('?overdue=true', { ...RECIPIENT, scope: EVERYTHING })).toEqual([hidden, late])
  expect(await ids()).not.toContain(hidden)
})

test('pages hold each deadline once, also where several end in the same moment', async () => {
  const own = { hub: 'XA', agencyId: randomUUID() }
  const all = []
  for (let n = 0; n < 7; n++) all.push(await due(await put({ to: own }), n < 5 ? 3 : 4, own))
  const found: string[] = []
  for await (const { items } of pagesOf(get, own, '/deadlines?limit=3'))
    found.push(...items.map(({ referralId }: { referralId: string }) => referralId))
  expect(found.toSorted()).toEqual(all.toSorted())
})

test.each([
  'cursor=abc',
  'limit=0',
  'limit=201',
  'overdue=false',
  'mine=me',
  'from=yesterday',
  'agency=x',
  'called=no',
  'assigned=x',
])('%s is refused', async query => {
  expect((await get(RECIPIENT, `/deadlines?${query}`)).status).toBe(400)
})

test('it takes the scope to read', async () => {
  const refused = await get({ ...RECIPIENT, scope: EVERYTHING.replace('referral:read', '') }, '/deadlines')
  expect([refused.status, refused.body.code]).toEqual([404, 'not_found'])
})
