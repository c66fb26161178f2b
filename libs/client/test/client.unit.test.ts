import {
  assertFormContext,
  certificateName,
  certify,
  type GeneratedCertificate,
  generateCertificate,
  openForm,
  sealTo,
  sealViewAnswer,
  verifyViewRequest,
} from '@amparo/crypto/web'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type ClientKeys,
  type ConsentForm,
  createClient,
  createKeyPair,
  createLinkPage,
  type Fetch,
  ProblemError,
  type Session,
} from '../src/index.ts'

const AGENCY = '0d9c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a01'
const USER = '6a8c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a02'
const urls = {
  directory: 'https://hub.example/directory',
  redaction: 'https://hub.example/redaction',
  consent: 'https://hub.example/consent',
  referral: 'https://hub.example/referral',
  exchange: 'https://hub.example/exchange',
  audit: 'https://hub.example/audit',
}
const payload = {
  subject: {
    identity: { names: ['Ana Ficticia'], aliases: [], phones: [], emails: [], documents: [], addresses: [] },
    gender: 'Feminine' as const,
    isMinor: false,
    languages: ['spa'],
    nationalities: ['PE'],
    migrationStatus: null,
    needs: ['Housing Services' as const],
    risks: [],
  },
  trafficking: {
    status: 'PossibleVictimOfTrafficking' as const,
    exploitationTypes: [],
    methodsOfControl: [],
    recruitment: [],
    events: [],
  },
}

let jurisdiction: GeneratedCertificate
let seal: GeneratedCertificate
let certified: string
/** With which redaction signs. */
let sign: GeneratedCertificate
let signCertified: string
let keys: ClientKeys
let session: Session

interface Call {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Record<string, unknown>
}
let calls: Call[]
/** What the hub answers, by "METHOD /path"; a function may look at the call, an Error is a network failure. */
let answers: Record<string, unknown>

const hub: Fetch = async (url, init) => {
  const path = url.slice('https://hub.example'.length)
  const method = init.method ?? 'GET'
  const headers = Object.fromEntries(new Headers(init.headers))
  const call = { method, path, headers, body: JSON.parse(String(init.body ?? '{}')) }
  calls.push(call)
  const answer = answers[`${method} ${path}`]
  const given = typeof answer === 'function' ? await answer(call) : answer
  if (given instanceof Error) throw given
  if (given instanceof Response) return given
  return given === undefined ? Response.json({ code: 'not_found', title: 'No' }, { status: 404 }) : Response.json(given)
}
const client = (change: Partial<Parameters<typeof createClient>[0]> = {}) =>
  createClient({ urls, hub: 'XA', jurisdictionCert: jurisdiction.certificate, session, fetch: hub, ...change })
const refusal = (work: Promise<unknown>): Promise<ProblemError> =>
  work.then(
    () => expect.unreachable('was accepted'),
    error => {
      if (error instanceof ProblemError) return error
      throw error
    },
  )

beforeAll(async () => {
  jurisdiction = await generateCertificate({ userId: 'Amparo XA jurisdiction', profile: 'modern' })
  seal = await generateCertificate({ userId: certificateName({ hub: 'XA', use: 'redaction-seal' }), profile: 'modern' })
  certified = await certify(seal.certificate, jurisdiction.privateKey)
  sign = await generateCertificate({ userId: certificateName({ hub: 'XA', use: 'redaction-sign' }), profile: 'modern' })
  signCertified = await certify(sign.certificate, jurisdiction.privateKey)
  keys = await createKeyPair()
  session = {
    hub: 'XA',
    agency: AGENCY,
    user: USER,
    keys,
    authorize: async ({ method, url }) => ({ authorization: `DPoP of ${method} ${url}` }),
  }
})
beforeEach(() => {
  calls = []
  answers = {
    'GET /directory/hubs/own/seal-certificate': { armored: certified, fingerprint: seal.fingerprint },
    'GET /directory/hubs/XA': hubWith({ armored: signCertified, fingerprint: sign.fingerprint }),
    'POST /redaction/subjects': { subjectRef: 'ref-1' },
  }
})

describe('keys of a session', () => {
  it('cannot be taken away, and are new each time', async () => {
    expect(keys.privateKey.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('jwk', keys.privateKey)).rejects.toThrow()
    expect((await createKeyPair()).jkt).not.toBe(keys.jkt)
  })
})

describe('what is asked again and again', () => {
  it('is answered with what is known as long as the hub says that nothing is new', async () => {
    const asked = (...questions: string[]) => ({ questions, answers: {} })
    const tagged = (tag: string, answer: object) => Response.json(answer, { headers: { etag: tag } })
    const one = client()
    answers['GET /audit/alert-questions'] = () => tagged('"1"', asked('a'))
    const first = await one.alertQuestions()
    answers['GET /audit/alert-questions'] = () => new Response(null, { status: 304 })
    expect(await one.alertQuestions()).toEqual(first)
    answers['GET /audit/alert-questions'] = () => tagged('"2"', asked('a', 'b'))
    expect(await one.alertQuestions()).toEqual(asked('a', 'b'))
    // A hub of before tags nothing, and is asked as before.
    answers['GET /audit/alert-questions'] = () => Response.json(asked())
    await one.alertQuestions()
    await one.alertQuestions()
    expect(calls.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"', '"1"', '"2"', undefined])
  })

  it('and an answer that nothing is new, which nobody asked for, is a refusal', async () => {
    answers['GET /audit/alert-questions'] = () => new Response(null, { status: 304 })
    await refusal(client().alertQuestions())
  })
})

describe('registering a person', () => {
  it('sends nothing but what only redaction can open, made for this very request', async () => {
    expect(await client().registerSubject(payload)).toEqual({ subjectRef: 'ref-1' })
    const sent = calls.at(-1)
    expect(Object.keys(sent?.body ?? {})).toEqual(['sealed'])
    expect(JSON.stringify(calls)).not.toContain('Ana Ficticia')
    const form = await openForm(seal.privateKey, String(sent?.body['sealed']))
    assertFormContext(form, { hub: 'XA', route: 'POST /subjects', agency: AGENCY, user: USER, now: new Date() })
    expect(form.data).toMatchObject(payload)
  })

  it('refuses an unknown code before anything is sent, naming its field', async () => {
    const wrong = { ...payload, subject: { ...payload.subject, languages: ['spanish'] } }
    const { code, errors } = await refusal(client().registerSubject(wrong))
    expect(code).toBe('unknown_code')
    expect(errors).toEqual([{ pointer: '/subject/languages/0', code: 'unknown_code' }])
    expect(calls).toEqual([])
  })

  it.each<[string, () => Promise<{ armored: string; fingerprint: string }>]>([
    ['nobody certified', async () => ({ armored: seal.certificate, fingerprint: seal.fingerprint })],
    [
      'another jurisdiction certified',
      async () => {
        const other = await generateCertificate({ userId: 'Amparo XA jurisdiction', profile: 'modern' })
        return { armored: await certify(seal.certificate, other.privateKey), fingerprint: seal.fingerprint }
      },
    ],
    [
      'was certified for an agency',
      () => certifiedFor(certificateName({ hub: 'XA', use: 'agency', agencyId: AGENCY })),
    ],
    ['was certified for another hub', () => certifiedFor(certificateName({ hub: 'XB', use: 'redaction-seal' }))],
    ['has another fingerprint than stated', async () => ({ armored: certified, fingerprint: '0'.repeat(64) })],
  ])('sends nothing when the certificate offered is one that %s', async (_, offered) => {
    answers['GET /directory/hubs/own/seal-certificate'] = await offered()
    expect((await refusal(client().registerSubject(payload))).code).toBe('certificate_not_trusted')
    expect(calls).toHaveLength(1)
  })
})

describe('a form that the hub cannot open any more', () => {
  const refusedTimes = (times: number, code = 'seal_invalid') => {
    let left = times
    return () => {
      if (left-- > 0) return Response.json({ code, status: 400, title: 'x' }, { status: 400 })
      return { subjectRef: 'ref-1' }
    }
  }
  const sent = (path: string) => calls.filter(call => call.path.endsWith(path)).length

  it('is sealed once more, to the certificate of then', async () => {
    answers['POST /redaction/subjects'] = refusedTimes(1)
    expect(await client().registerSubject(payload)).toEqual({ subjectRef: 'ref-1' })
    expect([sent('/hubs/own/seal-certificate'), sent('/subjects')]).toEqual([2, 2])
    const forms = calls.filter(call => call.path.endsWith('/subjects')).map(({ body }) => body['sealed'])
    expect(forms[0]).not.toBe(forms[1])
  })

  it('is sealed once more from a one-time link’s page too, also if it arrived twice, and by a custodian who searches', async () => {
    const offered = { armored: certified, fingerprint: seal.fingerprint }
    const signing = { armored: signCertified, fingerprint: sign.fingerprint }
    answers['GET /redaction/link-certificates'] = { seal: offered, sign: signing }
    answers['POST /redaction/link-answers'] = refusedTimes(1)
    const holder = 'a'.repeat(24)
    const trusted = { hub: 'XA', jurisdictionCert: jurisdiction.certificate, holder, fetch: hub }
    await createLinkPage({ url: urls.redaction, ...trusted }).answer('b'.repeat(24), { step: 'accept' })
    expect([sent('/link-certificates'), sent('/link-answers')]).toEqual([2, 2])
    answers['POST /redaction/link-answers'] = refusedTimes(1, 'seal_replayed')
    await createLinkPage({ url: urls.redaction, ...trusted }).answer('b'.repeat(24), { step: 'accept' })
    expect(sent('/link-answers')).toBe(4)
    answers['POST /redaction/searches'] = refusedTimes(1)
    const known = { names: ['Ana Ficticia'], dateOfBirth: null, documents: [], phones: [] }
    await client().search({ purpose: 'formal_identification', reason: 'missing_person', ...known })
    expect([sent('/hubs/own/seal-certificate'), sent('/searches')]).toEqual([2, 2])
    expect(JSON.stringify(calls)).not.toContain('Ficticia')
  })

  it('is not sent a third time', async () => {
    answers['POST /redaction/subjects'] = refusedTimes(5)
    expect((await refusal(client().registerSubject(payload))).code).toBe('seal_invalid')
    expect(sent('/subjects')).toBe(2)
  })
})

describe('a form whose answer was lost', () => {
  const message = { referralId: 'r-1', lang: 'es', text: 'Llega mañana.', attachments: [] }
  const lost = () => {
    throw new TypeError('cut')
  }
  const refused = (code: string, status: number) => () => Response.json({ code, status, title: 'x' }, { status })
  const sent = () =>
    calls
      .filter(({ path }) => path.endsWith('/messages'))
      .map(({ headers, body }) => [headers['idempotency-key'], body['sealed']])

  it('goes out as it was under its key, and once it was answered is another', async () => {
    const one = client()
    answers['POST /redaction/messages'] = lost
    expect((await refusal(one.writeMessage(message, 'k'))).code).toBe('hub_unreachable')
    answers['POST /redaction/messages'] = refused('session_ended', 401)
    expect((await refusal(one.writeMessage(message, 'k'))).code).toBe('session_ended')
    answers['POST /redaction/messages'] = { messageId: 'm-1', withheld: [] }
    await one.writeMessage(message, 'k')
    const before = sent()
    expect(before).toHaveLength(5)
    expect(new Set(before.map(([, form]) => form)).size).toBe(1)
    await one.writeMessage(message, 'another')
    expect(sent().at(-1)?.[1]).not.toBe(before[0]?.[1])
  })

  it('is sealed anew, under the same key, where it is too old by then', async () => {
    const one = client()
    answers['POST /redaction/messages'] = lost
    await refusal(one.writeMessage(message, 'k'))
    const stale = sent()[0]?.[1]
    answers['POST /redaction/messages'] = (call: Call) =>
      call.body['sealed'] === stale ? refused('seal_stale', 400)() : { messageId: 'm-1', withheld: [] }
    expect(await one.writeMessage(message, 'k')).toMatchObject({ messageId: 'm-1' })
    expect(new Set(sent().map(([key]) => key))).toEqual(new Set(['k']))
  })
})

describe('facts about a person', () => {
  it.each([
    [
      'an assessment',
      '/assessments',
      { form: 'transfer-risk', version: 1, referralId: 'r-1', answers: { threats: 'yes' } },
    ],
    ['a message', '/messages', { referralId: 'r-1', lang: 'es', text: 'Ana llega mañana', attachments: [] }],
    ['what completes a record', '/supplements', { referralId: 'r-1', subject: { languages: ['spa'] } }],
  ] as const)('leave as %s that only redaction can open, and only on its own route', async (_, path, data) => {
    answers[`POST /redaction${path}`] = { ok: true }
    if (path === '/assessments') await client().assess(data)
    else if (path === '/messages') await client().writeMessage(data)
    else await client().supplement(data)
    const sent = calls.at(-1)
    expect(Object.keys(sent?.body ?? {})).toEqual(['sealed'])
    const form = await openForm(seal.privateKey, String(sent?.body['sealed']))
    assertFormContext(form, { hub: 'XA', route: `POST ${path}`, agency: AGENCY, user: USER, now: new Date() })
    expect(form.data).toEqual(data)
  })
})

async function certifiedFor(userId: string) {
  const key = await generateCertificate({ userId, profile: 'modern' })
  return { armored: await certify(key.certificate, jurisdiction.privateKey), fingerprint: key.fingerprint }
}

describe('a request that changes something', () => {
  it('is sent again with the same key when the network fails, and authorised anew', async () => {
    let failures = 2
    answers['POST /referral/referrals/r%2F1/steps'] = () =>
      failures-- > 0 ? new TypeError('fetch failed') : { id: 'r/1' }
    await client().step('r/1', 'accept')
    const sent = calls.map(call => call.headers['idempotency-key'])
    expect(sent).toHaveLength(3)
    expect(new Set(sent).size).toBe(1)
    expect(sent[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('has a key of its own each time it is meant', async () => {
    answers['POST /referral/referrals/r/steps'] = { id: 'r' }
    await client().step('r', 'decline', { reason: 'at-capacity' })
    await client().step('r', 'decline', { reason: 'at-capacity' })
    expect(new Set(calls.map(call => call.headers['idempotency-key'])).size).toBe(2)
    expect(calls[0]?.body).toEqual({ step: 'decline', data: { reason: 'at-capacity' } })
    expect(calls[0]?.headers).not.toHaveProperty('if-match')
  })

  it('is meant for the version that was seen, where that is said', async () => {
    answers['POST /referral/referrals/r/steps'] = { id: 'r', version: 4 }
    await client().step('r', 'accept', undefined, { version: 3 })
    expect(calls[0]?.headers['if-match']).toBe('"3"')
    expect(calls[0]?.body).toEqual({ step: 'accept' })
  })

  const consent: ConsentForm = {
    ...{ subjectRef: 'ref-1', basis: 'consent', grantedBy: 'self', purposes: ['shelter'], dataCategories: ['needs'] },
    ...{ recipients: [{ hub: 'XB', agencyType: 'shelter' }], languageExplained: 'spa', interpreter: false },
    ...{ comprehensionChecked: true, validUntil: '2031-01-31', signature: 'pictogram' },
  }

  it('is a consent as it is described', async () => {
    answers['POST /consent/consents'] = { id: 'c', basis: 'consent', status: 'in_force', draftId: 'd' }
    const { draftId } = await client().recordConsent({ ...consent, taken: { comprehension: 'own_words' } })
    // @ts-expect-error No form has such a field.
    const wrong: ConsentForm = { ...consent, reportback: true }
    expect([draftId, calls[0]?.body]).toEqual(['d', { ...consent, taken: { comprehension: 'own_words' } }])
    expect(wrong).toBeDefined()
  })

  it('gives up after three attempts and says that nobody answered', async () => {
    answers['POST /consent/consents'] = new TypeError('fetch failed')
    const problem = await refusal(client().recordConsent(consent))
    expect([problem.code, problem.status]).toEqual(['hub_unreachable', 0])
    expect(calls).toHaveLength(3)
  })

  it('is not sent again when the hub has answered, whatever it said', async () => {
    const body = {
      type: 'urn:amparo:problem:consent_expired',
      title: 'The consent has expired',
      status: 403,
      code: 'consent_expired',
      next: 'Ask again.',
      instance: 'req-1',
      errors: [{ pointer: '/validUntil', code: 'past' }],
      refs: { draftId: 'd-1' },
    }
    answers['POST /referral/referrals'] = () => Response.json(body, { status: 403 })
    const to = { hub: 'XB', agencyId: AGENCY }
    const problem = await refusal(
      client().submitReferral({ subjectRef: 'r', protocol: 'oas-64-standard', priority: 'urgent', to, services: [] }),
    )
    expect(problem).toMatchObject({
      status: 403,
      code: 'consent_expired',
      next: 'Ask again.',
      refs: { draftId: 'd-1' },
    })
    expect(problem.errors).toEqual(body.errors)
    expect(calls).toHaveLength(1)
  })

  it('fails plainly on an answer that is no problem document', async () => {
    answers['POST /referral/referrals/r/steps'] = () => new Response('<h1>Bad gateway</h1>', { status: 502 })
    expect(await refusal(client().step('r', 'start'))).toMatchObject({ status: 502, code: 'unexpected_answer' })
  })
})

/** The hub's entry in the directory, as far as it matters here. */
const hubWith = (offered: { armored: string; fingerprint: string }) => ({
  certificates: [
    { armored: certified, fingerprint: seal.fingerprint, use: 'redaction_seal' },
    { ...offered, use: 'redaction_sign' },
  ],
})

describe('opening a view', () => {
  const view = { referralId: 'r-1', subjectRef: 's', categories: { identity: { names: ['Ana Ficticia'] } } }
  const requestIn = ({ body }: Call) => String(body['request'])
  const sealed = (call: Call, change: Partial<Parameters<typeof sealViewAnswer>[0]> = {}) =>
    sealViewAnswer({
      ...{ view, hub: 'XA', request: requestIn(call), replyCertificate: keys.replyCertificate },
      ...{ signingKey: sign.privateKey, ...change },
    })
  const answeredBy = (answer: (call: Call) => Promise<string>) => {
    answers['POST /redaction/views'] = async (call: Call) => ({ sealed: await answer(call) })
  }

  it('proves who asks, each time anew, and opens the answer with the key that was in the request', async () => {
    const nonces = new Set<string>()
    answeredBy(async call => {
      const request = await verifyViewRequest(requestIn(call), { hub: 'XA', jkt: keys.jkt, now: new Date() })
      nonces.add(request.nonce)
      expect(request.referralId).toBe('r-1')
      return sealed(call, { replyCertificate: request.replyCertificate })
    })
    expect(await client().openView('r-1')).toEqual(view)
    await client().openView('r-1')
    expect(nonces.size).toBe(2)
    expect(calls.at(-1)?.headers['idempotency-key']).toBeUndefined()
  })

  it('opens messages only from an answer to a request for messages', async () => {
    const messages = { referralId: 'r-1', messages: [], more: false }
    answers['POST /redaction/message-views'] = async (call: Call) => {
      const expected = { hub: 'XA', jkt: keys.jkt, now: new Date(), route: 'POST /message-views' } as const
      await verifyViewRequest(requestIn(call), expected)
      return { sealed: await sealed(call, { view: messages, route: 'POST /message-views' }) }
    }
    expect(await client().openMessages('r-1')).toEqual(messages)
    answers['POST /redaction/message-views'] = async (call: Call) => ({
      sealed: await sealed(call, { view: messages }),
    })
    expect((await refusal(client().openMessages('r-1'))).code).toBe('view_unreadable')
  })

  it('is not repeated by itself: each opening is an entry in the log', async () => {
    answers['POST /redaction/views'] = new TypeError('fetch failed')
    expect((await refusal(client().openView('r-1'))).code).toBe('hub_unreachable')
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it('asks for the certificate of redaction once in five minutes', async () => {
    answeredBy(sealed)
    let time = Date.now()
    const reader = client({ now: () => new Date(time) })
    await reader.openView('r-1')
    await reader.openView('r-1')
    expect(calls.filter(({ path }) => path === '/directory/hubs/XA')).toHaveLength(1)
    time += 301_000
    await reader.openView('r-1')
    expect(calls.filter(({ path }) => path === '/directory/hubs/XA')).toHaveLength(2)
  })

  it.each<[string, (call: Call) => Promise<string>]>([
    ['for another referral', call => sealed(call, { view: { ...view, referralId: 'r-2' } })],
    ['of another hub', call => sealed(call, { hub: 'XB' })],
    ['sealed to another key', call => sealed(call, { replyCertificate: seal.certificate })],
    ['signed by another service of the hub', call => sealed(call, { signingKey: seal.privateKey })],
    ['that nobody signed', () => sealTo(keys.replyCertificate, new TextEncoder().encode(JSON.stringify(view)))],
    ['in clear', async () => JSON.stringify(view)],
    ['to another request', call => sealed(call, { request: `${requestIn(call)}x` })],
  ])('refuses an answer %s', async (_, answer) => {
    answeredBy(answer)
    expect((await refusal(client().openView('r-1'))).code).toBe('view_unreadable')
  })

  it('refuses the answer to an earlier request for the same person', async () => {
    let first: string | undefined
    answeredBy(async call => {
      first ??= await sealed(call)
      return first
    })
    const reader = client()
    await reader.openView('r-1')
    expect((await refusal(reader.openView('r-1'))).code).toBe('view_unreadable')
  })

  it.each<[string, () => Promise<{ armored: string; fingerprint: string }>]>([
    ['nobody certified', async () => ({ armored: sign.certificate, fingerprint: sign.fingerprint })],
    ['was certified to sign grants', () => certifiedFor(certificateName({ hub: 'XA', use: 'consent-sign' }))],
    ['was certified for another hub', () => certifiedFor(certificateName({ hub: 'XB', use: 'redaction-sign' }))],
  ])('asks for nothing when the certificate offered for redaction is one that %s', async (_, offered) => {
    answers['GET /directory/hubs/XA'] = hubWith(await offered())
    expect((await refusal(client().openView('r-1'))).code).toBe('certificate_not_trusted')
    expect(calls).toHaveLength(1)
  })
})

describe('reading', () => {
  it('asks for a page and says where the next begins', async () => {
    answers['GET /referral/referrals?box=inbox&limit=10'] = { items: [{ id: 'r-1' }], next: 'c' }
    answers['GET /audit/entries?referralId=r-1'] = { entries: [{ id: 'e-1' }] }
    answers['GET /directory/agencies'] = { items: [], next: null }
    expect(await client().inbox({ limit: 10 })).toEqual({ items: [{ id: 'r-1' }], nextCursor: 'c' })
    expect(await client().auditEntries('r-1')).toEqual({ items: [{ id: 'e-1' }], nextCursor: null })
    expect(await client().agencies()).toEqual({ items: [], nextCursor: null })
  })

  it('authorises each request for its own method and address', async () => {
    answers['GET /referral/referrals/r-1'] = { id: 'r-1' }
    await client().get('r-1')
    expect(calls[0]?.headers['authorization']).toBe('DPoP of GET https://hub.example/referral/referrals/r-1')
  })
})
