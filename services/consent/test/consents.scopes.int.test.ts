import { randomUUID } from 'node:crypto'
import { listRoutes, SCOPES, type Scope } from '@amparo/http'
import { describe, expect, test } from 'vitest'
import { consentForm, SHEET, vitalForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, http } = service
const owner = { agency: agencies.police, user: randomUUID() }
const TAKEN = { inPrivate: true, duressChecked: true }

const recorded = async (form = vitalForm): Promise<string> =>
  (await send(owner, 'POST', '/consents', form(register(agencies.police)))).body.id
const id = await recorded()
const { submit } = questionsTo(service)
const referredRef = register(agencies.police)
await send(owner, 'POST', '/consents', consentForm(referredRef))
const decisionId = (await submit({ subjectRef: referredRef })).permit?.permitId ?? ''

interface Action {
  readonly name: string
  readonly scope: Scope
  readonly method: 'GET' | 'POST'
  readonly path: (id: string) => string
  readonly body?: object
  /** What it is asked of, if that is no consent. */
  readonly of?: string
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
const standBy: Action = {
  name: 'POST /record-sheet-permits/:id/stand-by',
  scope: 'consent:confirm',
  method: 'POST',
  path: of => `/record-sheet-permits/${of}/stand-by`,
  body: { spokenAlone: true },
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
const checkOrder: Action = {
  ...confirm,
  name: 'POST /withdrawals/:id/order-check',
  path: of => `/withdrawals/${of}/order-check`,
  body: { orderSeen: true, outcome: 'confirmed' },
}
const forms: Action = { ...read, name: 'GET /consent-forms', path: () => '/consent-forms' }
const bases: Action = { ...read, name: 'GET /bases', path: () => '/bases' }
const history: Action = { ...read, name: 'GET /consents/:id/history', path: of => `/consents/${of}/history` }
const narrow: Action = {
  ...withdraw,
  name: 'POST /consents/:id/narrowing',
  path: of => `/consents/${of}/narrowing`,
  body: { ...TAKEN, dataCategories: ['needs'] },
}
const review: Action = {
  ...confirm,
  name: 'POST /consents/:id/review',
  path: of => `/consents/${of}/review`,
  body: { outcome: 'stands' },
}
const refuse: Action = {
  ...record,
  name: 'POST /consent-refusals',
  path: () => '/consent-refusals',
  body: {
    ...{ subjectRef: register(agencies.police), refusedBy: 'self', purposes: ['shelter'] },
    recipients: [{ hub: 'XA', agencyType: 'shelter' }],
  },
}
const oneCase: Action = {
  name: 'POST /one-case-authorisations',
  scope: 'consent:one-case',
  method: 'POST',
  path: () => '/one-case-authorisations',
  body: {
    from: { hub: 'XA', agencyId: agencies.police.agencyId },
    to: { hub: 'XB', agencyId: agencies.shelterXB.agencyId },
    ...{ basisId: id, agreedByPhone: true },
  },
}
const oneCases: Action = { ...oneCase, name: 'GET /one-case-authorisations', method: 'GET' }
const confirmOneCase: Action = {
  ...oneCase,
  name: 'POST /one-case-authorisations/:id/confirmation',
  path: of => `/one-case-authorisations/${of}/confirmation`,
}
const explanation: Action = {
  ...read,
  name: 'GET /decisions/:id/explanation',
  scope: 'directory:read',
  path: of => `/decisions/${of}/explanation`,
  of: decisionId,
}
const audited: Action = {
  ...explanation,
  name: 'GET /decisions/:id/audit',
  scope: 'audit:read',
  path: of => `/decisions/${of}/audit`,
}
const actions = [
  ...[record, read, list, bases, history, forms, fhir, fromFhir, confirm, review, withdraw, narrow, addSheet, refuse],
  ...[
    holders,
    recalls,
    answer,
    take,
    waiting,
    check,
    checkOrder,
    oneCase,
    oneCases,
    confirmOneCase,
    explanation,
    audited,
    standBy,
  ],
]

const nobody = (text: string) => ({ ...JSON.parse(text), instance: '' })

describe.each(actions)('$name', ({ scope, method, path, body, of: real = id }) => {
  test('without a token answers 401, whether it exists or not', async () => {
    for (const of of [real, randomUUID(), 'no-id'])
      expect((await send(undefined, method, path(of), body)).status).toBe(401)
  })

  test('is not there for a token of every other scope', async () => {
    const others = SCOPES.filter(other => other !== scope).join(' ')
    const refused = await send({ ...owner, scope: others }, method, path(real), body)
    const absent = await send({ ...owner, scope: others }, 'GET', '/nothing/here')
    expect(refused.status).toBe(404)
    expect(nobody(refused.text)).toEqual(nobody(absent.text))
  })
})

/** A body may name the person instead. Whoever confirms or reviews for another agency of the hub has rules of their own, tried elsewhere. */
const naming = [read, history, fhir, withdraw, narrow, addSheet, holders, explanation, record, refuse, take]

describe.each(naming)('$name', ({ method, path, body, of: real = id }) => {
  test('of another agency looks as if it did not exist, also to one of the same kind', async () => {
    const scope = SCOPES.join(' ')
    for (const agency of [agencies.otherPolice, agencies.shelter]) {
      const [theirs, none] = [
        await send({ agency, scope }, method, path(real), body),
        await send({ agency, scope }, method, path(randomUUID()), nobodyIn(body)),
      ]
      expect(theirs.status).toBe(404)
      expect(nobody(theirs.text)).toEqual(nobody(none.text))
    }
  })
})

test('a list of another agency’s person is as empty as one of nobody', async () => {
  const who = { agency: agencies.otherPolice, scope: list.scope }
  const [theirs, none] = [
    await send(who, 'GET', list.path(id)),
    await send(who, 'GET', `/consents?subjectRef=${randomUUID()}`),
  ]
  expect([theirs.status, theirs.text]).toEqual([none.status, none.text])
  expect((await send(owner, 'GET', list.path(id))).status).toBe(200)
})

test('why it was decided is there for whoever asked', async () => {
  const who = { ...owner, scope: 'directory:read referral:read' }
  expect((await send(who, 'GET', explanation.path(decisionId))).status).toBe(200)
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

const nobodyIn = (body?: object) => (body && 'subjectRef' in body ? { ...body, subjectRef: randomUUID() } : body)

test('every route of this service is in this test, with its scope', () => {
  const scoped = listRoutes(http).filter(route => route.access !== 'public')
  expect(scoped.map(({ method, url, access }) => `${method} ${url} ${access}`).sort()).toEqual(
    actions.map(({ name, scope }) => `${name} ${scope}`).sort(),
  )
})
