import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError } from '@amparo/client'
import { type Role, SERVICES, scopesOf } from '@amparo/contracts'
import { MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { waitFor } from '@amparo/testing/platform'
import { describe, expect, it } from 'vitest'
import { anAdult, consentTo } from '../e2e/support/a-person.ts'
import { useHubs } from '../e2e/support/hubs.ts'
import { type Officer, signInAs } from './support/officer.ts'
import { bodyFor, type Route, routesOf } from './support/routes.ts'

/**
 * Every route that names something of an agency, asked by another agency of the hub with every right of its own, and a body that is in order:
 * of what is there it hears what it hears of what is not.
 */
const { system } = await useHubs(['XA'])
const hub = system.hub('XA').installed
const routes = (await Promise.all(SERVICES.map(service => routesOf(hub, service)))).flat()

/** Health works cases as the owners do, and is party to none of these; the central authority has no draft that was not handed in. */
const STRANGERS = ['health@xa', 'health.supervisor@xa', 'central-authority@xa']
const officers = new Map<string, Officer>()
for (const name of STRANGERS) officers.set(name, await signInAs(system, name))
function strangerWith(scope: string | undefined): Officer | undefined {
  const has = (name: string) => {
    const roles = hub.users.find(({ username }) => username === name)?.roles ?? []
    return scopesOf(roles as Role[]).some(one => one === scope)
  }
  return officers.get(STRANGERS.find(has) ?? '')
}

const agencyOf = (type: string) => hub.agencies.find(agency => agency.type === type)?.agencyId ?? ''

/** First parts of paths that name something there, of which something real is made here. */
const COLLECTIONS = [
  ...(['referrals', 'links', 'consents', 'intakes', 'evidence-requests', 'record-sheets', 'rota', 'recalls'] as const),
  ...(['withdrawals', 'decisions', 'files', 'request-files', 'redactions'] as const),
]
type Ids = Readonly<Record<(typeof COLLECTIONS)[number] | 'user', string>>

/** What is not made here, and the test in which another agency asks for something real. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'POST /offers/{id}/answer': 'services/referral/test/offers.int.test.ts',
  'POST /one-case-authorisations/{id}/confirmation': 'services/consent/test/one-case.int.test.ts',
  'POST /record-sheet-permits/{id}/stand-by': 'services/consent/test/own-record.int.test.ts',
  'GET /notices/by-number/{number}': 'services/redaction/test/notices.int.test.ts',
  'POST /notices/{id}/withdrawal': 'services/redaction/test/notices.int.test.ts',
  'POST /alert-questions/{id}/answer': 'services/audit/test/alerts.int.test.ts',
  'POST /certifications/{id}/posts': 'services/audit/test/certifications.int.test.ts',
}
/** The directory and the protocols tell everybody of the hub the same. */
const OF_NOBODY = ['GET /agencies/{hub}/{id}', 'GET /hubs/{hub}', 'GET /protocols/{id}/paper-form']
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`

const STANDARD = { protocol: 'oas-64-standard', priority: 'normal', services: ['housing'] }
const TAKEN = { inPrivate: true, duressChecked: true } as const
/** Announced; what was said of it is kept from then on. */
const A_FILE = {
  ...{ mediaType: 'image/png', size: 10, chunkBytes: MIN_CHUNK_BYTES },
  ...{ root: 'a'.repeat(64), sha256: 'b'.repeat(64), sha512_256: 'c'.repeat(64) },
  secret: Buffer.alloc(32, 1).toString('base64'),
}

/** All of it of the police and the shelter, and a draft of the prosecution. */
async function somethingReal(): Promise<Ids> {
  const [police, supervisor, shelter, prosecution] = await Promise.all(
    ['police@xa', 'police.supervisor@xa', 'shelter@xa', 'prosecution@xa'].map(name => signInAs(system, name)),
  )
  if (!police || !supervisor || !shelter || !prosecution) throw new Error('somebody is not there')
  const user = hub.users.find(({ username }) => username === 'police@xa')?.id ?? ''
  const to = { hub: 'XA', agencyId: agencyOf('shelter') }
  const known = async () => {
    const { subjectRef } = await police.client.registerSubject(anAdult())
    const consent = await police.client.recordConsent(consentTo(subjectRef, { hub: 'XA', type: 'shelter' }))
    return { subjectRef, consent: consent.id }
  }
  const { subjectRef, consent } = await known()
  const referral = await police.client.submitReferral({ subjectRef, ...STANDARD, to })
  await supervisor.client.assign(referral.id)
  const asked = { referralId: referral.id, source: 'narrative', profile: 'assistance' } as const
  const { redactionId } = await supervisor.client.requestReview(asked)
  // Not now: who is on duty confirms what others of the worker's files record.
  const [from, until] = [7, 8].map(days => new Date(Date.now() + days * 24 * 3_600_000).toISOString())
  const shift = await supervisor.client.planShift({ userId: user, from: from ?? '', to: until ?? '' })
  const intake = await police.call('POST', 'referral', '/intakes', { body: { count: 2, protocol: STANDARD.protocol } })
  const draft = await prosecution.call('POST', 'exchange', '/evidence-requests', {
    body: { type: 'documents', to: 'XB' },
  })
  const request = String(draft.body['id'])
  return {
    ...{ referrals: referral.id, links: referral.id, consents: consent, 'record-sheets': subjectRef, user },
    ...{ redactions: redactionId, rota: shift.id, intakes: String(intake.body['id']), 'evidence-requests': request },
    files: (await police.client.beginFile(subjectRef, A_FILE)).fileId,
    'request-files': (await prosecution.client.requestFiles.beginFile(request, A_FILE)).fileId,
    decisions: await refusal(police, to),
    withdrawals: await waiting(police, (await known()).subjectRef),
    recalls: await recalled({ police, shelter, to }, await known()),
  }
}

/** Why somebody who agreed to nothing was not referred. */
async function refusal({ client }: Officer, to: { readonly hub: string; readonly agencyId: string }): Promise<string> {
  const { subjectRef } = await client.registerSubject(anAdult())
  const refused = await client.submitReferral({ subjectRef, ...STANDARD, to }).catch((error: unknown) => error)
  return (refused instanceof ProblemError && refused.refs['decisionId']) || ''
}

async function waiting({ client }: Officer, subjectRef: string): Promise<string> {
  const { id, state } = await client.takeWithdrawal({ subjectRef, ...TAKEN, duress: 'suspected' })
  expect(state).toBe('waiting')
  return id
}

/** From a shelter that has seen somebody who then took their word back. */
async function recalled(
  { police, shelter, to }: { police: Officer; shelter: Officer; to: { hub: string; agencyId: string } },
  { subjectRef, consent }: { subjectRef: string; consent: string },
): Promise<string> {
  const { id } = await police.client.submitReferral({ subjectRef, ...STANDARD, to })
  await shelter.client.assign(id)
  await shelter.client.openView(id)
  await police.client.withdrawConsent(consent, TAKEN)
  const found = async () => (await shelter.client.recalls()).items.find(({ referralId }) => referralId === id)?.id
  await waitFor(async () => (await found()) !== undefined)
  return (await found()) ?? ''
}

const nothing = (): Ids => {
  const ids = Object.fromEntries([...COLLECTIONS, 'user'].map(name => [name, randomUUID()])) as Ids
  return { ...ids, links: ids.referrals }
}
const real = await somethingReal()

const collectionIn = (path: string) => COLLECTIONS.find(name => path.split('/')[1] === name)
/** What stands for `{id}` in a path: by the collection it is in. */
const idIn = (path: string, ids: Ids): string => {
  const collection = collectionIn(path)
  return collection === undefined ? ids.referrals : ids[collection]
}
/** What a signed request names: a request for evidence, a person, or a referral. */
const signedFor = (path: string, ids: Ids): string => {
  if (path.startsWith('/request-') || path === '/sealed-request-items') return ids['evidence-requests']
  if (path === '/redaction-views') return ids.redactions
  return /^\/(record|consent-sheet|file-views)/.test(path) ? ids['record-sheets'] : ids.referrals
}
const fieldsOf = async ({ path }: Route, ids: Ids, who: Officer): Promise<Record<string, unknown>> => ({
  ...{ subjectRef: ids['record-sheets'], referralId: ids.referrals, basisId: ids.consents },
  ...{ requestId: ids['evidence-requests'], fromUserId: ids.user, userId: ids.user },
  fileId: path.startsWith('/request-') ? ids['request-files'] : ids.files,
  request: await who.viewRequest(signedFor(path, ids), { route: `POST ${path}` }),
  ...{ agencyId: agencyOf('shelter'), toAgency: agencyOf('police'), hub: 'XA', protocol: 'oas-64-standard' },
  ...{ step: 'accept', reference: 'XA-1', languageExplained: 'spa' },
  ...{ sha256: 'a'.repeat(64), diffSha256: 'a'.repeat(64), validUntil: '2090-01-01' },
})

const METHODS = ['GET', 'POST', 'HEAD', 'PATCH', 'DELETE'] as const
const methodOf = ({ method }: Route) => METHODS.find(one => one === method) ?? 'POST'
/** What the content of files is asked with. */
const TUS = { 'tus-resumable': '1.0.0', 'upload-offset': '0' }

/** A machine that is busy is asked again, as clients do (503). */
async function asked(route: Route, who: Officer, ids: Ids, tries = 3): Promise<{ status: number }> {
  const fields = await fieldsOf(route, ids, who)
  const query = route.query.map(name => `${name}=${fields[name]}`).join('&')
  const path = route.path.replaceAll(/\{\w+\}/g, idIn(route.path, ids)) + (query && `?${query}`)
  const body = route.body ? bodyFor(route.body, fields) : {}
  const { status, body: said } = await who.call(methodOf(route), route.service, path, { body, headers: TUS })
  if (status === 503 && tries > 1) return asked(route, who, ids, tries - 1)
  // What was asked for may be said again, and says nothing.
  const text = Object.values(ids).reduce((rest, id) => rest.replaceAll(id, 'asked'), JSON.stringify(said))
  return { status, ...JSON.parse(text), instance: '' }
}

/** Of somebody else's people and hands there is as little as of nobody's: an empty answer. */
const EMPTY = ['GET /consents', 'GET /hands', 'POST /handovers']
const NAMES = ['subjectRef', 'referralId', 'requestId', 'fileId', 'request', 'fromUserId']
/** Sealed forms name theirs inside; whose may be sent is tried in redaction.scopes.int. */
const naming = routes.filter(({ scope, method, path, query, body }) => {
  const required = body?.required ?? []
  const isAsked =
    METHODS.some(one => one === method) && ![...OF_NOBODY, ...Object.keys(ELSEWHERE)].includes(nameOf({ method, path }))
  if (!isAsked || strangerWith(scope) === undefined || required.includes('sealed')) return false
  return path.includes('{') || [...query, ...required].some(name => NAMES.includes(name)) || path === '/hands'
})

it('knows the routes that name something, and has something real for each', () => {
  expect(naming.length).toBeGreaterThan(80)
  const unknown = naming.filter(({ path }) => path.includes('{') && collectionIn(path) === undefined)
  expect(unknown.map(nameOf)).toEqual([])
  for (const [name, id] of Object.entries(real))
    expect([name, id]).toEqual([name, expect.stringMatching(/^[0-9a-f-]{36}$/)])
})

it('leaves out only what is there, and of that only what another test asks for', () => {
  const known = routes.map(nameOf)
  expect([...OF_NOBODY, ...Object.keys(ELSEWHERE)].filter(name => !known.includes(name))).toEqual([])
  for (const [name, file] of Object.entries(ELSEWHERE)) {
    const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
    expect([name, text.includes(name.split('/')[1] ?? '?')]).toEqual([name, true])
  }
})

describe.each(naming)('$service $method $path', route => {
  it('says nothing to another agency that it would not say of nothing', async () => {
    const who = strangerWith(route.scope)
    if (!who) throw new Error('nobody has the scope')
    const [theirs, none] = [await asked(route, who, real), await asked(route, who, nothing())]
    expect(theirs).toEqual(none)
    expect(theirs.status).toBe(EMPTY.includes(`${route.method} ${route.path}`) ? 200 : 404)
  })
})
