import { randomUUID } from 'node:crypto'
import { listRoutes, SCOPES, type Scope } from '@amparo/http'
import { describe, expect, test } from 'vitest'
import { consentForm, SHEET, vitalForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const { send, register, http } = await useConsent()
const owner = { agency: agencies.police, user: randomUUID() }
const TAKEN = { inPrivate: true, duressChecked: true }

const recorded = async (form = vitalForm): Promise<string> =>
  (await send(owner, 'POST', '/consents', form(register(agencies.police)))).body.id
const id = await recorded()

interface Action {
  readonly name: string
  readonly scope: Scope
  readonly method: 'GET' | 'POST'
  readonly path: (id: string) => string
  readonly body?: object
}
const record: Action = {
  name: 'POST /consents',
  scope: 'consent:record',
  method: 'POST',
  path: () => '/consents',
  body: consentForm(register(agencies.police)),
}
const read: Action = {
  name: 'GET /consents/:id',
  scope: 'consent:record',
  method: 'GET',
  path: of => `/consents/${of}`,
}
const confirm: Action = {
  name: 'POST /consents/:id/confirmation',
  scope: 'consent:confirm',
  method: 'POST',
  path: of => `/consents/${of}/confirmation`,
}
const withdraw: Action = {
  name: 'POST /consents/:id/withdrawal',
  scope: 'consent:record',
  method: 'POST',
  path: of => `/consents/${of}/withdrawal`,
  body: TAKEN,
}
const addSheet: Action = {
  ...withdraw,
  name: 'POST /consents/:id/sheet',
  path: of => `/consents/${of}/sheet`,
  body: SHEET,
}
const list: Action = {
  ...read,
  name: 'GET /consents',
  path: () => `/consents?subjectRef=${register(agencies.police)}`,
}
const holders: Action = { ...read, name: 'GET /consents/:id/holders', path: of => `/consents/${of}/holders` }
const fhir: Action = { ...read, name: 'GET /consents/:id/fhir', path: of => `/consents/${of}/fhir` }
const fromFhir: Action = {
  ...record,
  name: 'POST /consents/fhir',
  path: () => '/consents/fhir',
  body: { resourceType: 'Consent' },
}
const recalls: Action = { ...read, name: 'GET /recalls', path: () => '/recalls' }
const answer: Action = {
  ...withdraw,
  name: 'POST /recalls/:id/answer',
  path: of => `/recalls/${of}/answer`,
  body: { answer: 'stopped' },
}
const take: Action = {
  ...withdraw,
  name: 'POST /withdrawals',
  path: () => '/withdrawals',
  body: { ...TAKEN, subjectRef: register(agencies.police) },
}
const waiting: Action = { ...confirm, name: 'GET /withdrawals', method: 'GET', path: () => '/withdrawals' }
const check: Action = {
  ...confirm,
  name: 'POST /withdrawals/:id/welfare-check',
  path: of => `/withdrawals/${of}/welfare-check`,
  body: { inPrivate: true, outcome: 'wanted' },
}
const actions = [
  record,
  read,
  list,
  fhir,
  fromFhir,
  confirm,
  withdraw,
  addSheet,
  holders,
  recalls,
  answer,
  take,
  waiting,
  check,
]

const nobody = (text: string) => ({ ...JSON.parse(text), instance: '' })

describe.each(actions)('$name', ({ scope, method, path, body }) => {
  test('without a token answers 401, whether it exists or not', async () => {
    for (const of of [id, randomUUID(), 'no-id'])
      expect((await send(undefined, method, path(of), body)).status).toBe(401)
  })

  test('is not there for a token of every other scope', async () => {
    const others = SCOPES.filter(other => other !== scope).join(' ')
    const refused = await send({ ...owner, scope: others }, method, path(id), body)
    const absent = await send({ ...owner, scope: others }, 'GET', '/nothing/here')
    expect(refused.status).toBe(404)
    expect(nobody(refused.text)).toEqual(nobody(absent.text))
  })
})

describe.each([read, fhir, withdraw, addSheet, holders])('$name', ({ method, path, body }) => {
  test('of another agency looks as if it did not exist, also to one of the same kind', async () => {
    for (const agency of [agencies.otherPolice, agencies.shelter]) {
      const [theirs, none] = [
        await send({ agency }, method, path(id), body),
        await send(owner, method, path(randomUUID()), body),
      ]
      expect(theirs.status).toBe(404)
      expect(nobody(theirs.text)).toEqual(nobody(none.text))
    }
  })
})

test('whoever recorded it reads it; so does a colleague', async () => {
  for (const user of [owner.user, randomUUID()]) {
    const { status } = await send({ agency: agencies.police, user }, 'GET', `/consents/${id}`)
    expect(status).toBe(200)
  }
})

test('whoever may confirm may not therefore read or withdraw', async () => {
  const second = { agency: agencies.police, scope: 'consent:confirm' }
  expect((await send(second, 'GET', `/consents/${id}`)).status).toBe(404)
  expect((await send(second, 'POST', `/consents/${id}/withdrawal`, TAKEN)).status).toBe(404)
  expect((await send(second, 'POST', `/consents/${await recorded()}/confirmation`)).status).toBe(200)
})

test('an id that is not there cannot be confirmed', async () => {
  const { status, body } = await send(owner, 'POST', `/consents/${randomUUID()}/confirmation`)
  expect([status, body.code]).toEqual([404, 'not_found'])
})

test('there are no other routes with a scope', () => {
  const scoped = listRoutes(http).filter(route => route.access !== 'public')
  expect(scoped.map(({ method, url, access }) => `${method} ${url} ${access}`).sort()).toEqual(
    [
      'GET /consent-forms consent:record',
      'GET /consents consent:record',
      'GET /consents/:id consent:record',
      'GET /consents/:id/fhir consent:record',
      'GET /decisions/:id/audit audit:read',
      'GET /decisions/:id/explanation directory:read',
      'GET /bases consent:record',
      'GET /consents/:id/history consent:record',
      'POST /consents/:id/narrowing consent:record',
      'POST /consents/:id/sheet consent:record',
      'POST /consents/:id/review consent:confirm',
      'POST /consent-refusals consent:record',
      'POST /consents consent:record',
      'POST /consents/fhir consent:record',
      'POST /consents/:id/confirmation consent:confirm',
      'POST /consents/:id/withdrawal consent:record',
      'POST /one-case-authorisations consent:one-case',
      'POST /one-case-authorisations/:id/confirmation consent:one-case',
      'GET /one-case-authorisations consent:one-case',
      'GET /consents/:id/holders consent:record',
      'GET /recalls consent:record',
      'POST /recalls/:id/answer consent:record',
      'POST /withdrawals consent:record',
      'GET /withdrawals consent:confirm',
      'POST /withdrawals/:id/welfare-check consent:confirm',
    ].sort(),
  )
})
