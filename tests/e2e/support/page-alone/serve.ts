import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SCOPES } from '@amparo/contracts'
import { certificateName, certify, generateCertificate } from '@amparo/crypto/web'
import { loadBook, SHIPPED } from '@amparo/protocols'
import { buildPageAlone } from '../../../../services/portal/test/fixtures/page-alone.ts'
import { AGENCIES, COLLEAGUES, deadlinesOf, id, LEAVER, ME, offers, protocolViews, referrals, shifts } from './hub.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly key: string | undefined
  /** If-Match. */
  readonly version: string | undefined
  readonly body: unknown
}

/** A body that is a text is sent as it is, any other as JSON. */
export type Answer = { readonly status?: number; readonly body: unknown } | 'cut'
export type Answering = (asked: Asked) => Answer | undefined | Promise<Answer | undefined>

/**
 * The page in front of a hub that is made up: everything that its pages show can be had at once, and every refusal and broken
 * connection. The real hub is in the other tests.
 */
export async function servePage() {
  const { script, style } = await buildPageAlone()
  const jurisdiction = await generateCertificate({ userId: 'A jurisdiction', profile: 'modern' })
  const seal = await generateCertificate({
    userId: certificateName({ hub: 'XA', use: 'redaction-seal' }),
    profile: 'modern',
  })
  const armored = await certify(seal.certificate, jurisdiction.privateKey)
  const sign = await generateCertificate({
    userId: certificateName({ hub: 'XA', use: 'redaction-sign' }),
    profile: 'modern',
  })
  const signArmored = await certify(sign.certificate, jurisdiction.privateKey)
  const now = Date.now()
  const protocols = protocolViews()
  const [standard] = protocols.filter(({ id }) => id === 'oas-64-standard')
  if (!standard) throw new Error('the standard referral is not shipped')
  const all = referrals(standard, now, 24)
  const rota = { items: shifts(now), next: null, onDuty: [ME], version: 5 }
  const asked: Asked[] = []
  const kept = new Map<string, Answer>()
  const streams = new Set<ServerResponse>()
  const followed = new Set<string>()
  let answering: Answering = () => undefined
  let auditKey = ''
  let scopes: readonly string[] = SCOPES.filter(scope => scope !== 'audit:read')

  const list = (items: readonly unknown[]) => ({ body: { items, next: null } })
  const known: Readonly<Record<string, (asked: Asked) => Answer>> = {
    'GET /directory/agencies': () => list(AGENCIES),
    'GET /directory/hubs/own/seal-certificate': () => ({
      body: { hub: 'XA', armored, fingerprint: seal.fingerprint },
    }),
    'GET /directory/hubs/XA': () => ({
      body: { certificates: [{ use: 'redaction_sign', armored: signArmored, fingerprint: sign.fingerprint }] },
    }),
    'GET /accounts/colleagues': () => list(COLLEAGUES),
    'GET /accounts/departed-colleagues': () => list([LEAVER]),
    'GET /referral/hands/open': () =>
      list([
        { userId: id(2), count: 3, shifts: 1 },
        { userId: LEAVER.userId, count: 3, shifts: 2 },
      ]),
    'GET /audit/alert-questions': () => ({ body: { questions: [], answers: {} } }),
    'GET /audit/certifications': () => ({ body: { certifications: [] } }),
    'GET /referral/protocols': () => ({ body: protocols }),
    'GET /referral/forms': () => ({ body: loadBook([SHIPPED]).forms() }),
    'GET /referral/referrals': ({ query }) => {
      const isOut = query.get('box') === 'outbox'
      return list(
        all.filter(
          ({ from, priority, overdue, assignedTo }) =>
            (from.agencyId === id(11)) === isOut &&
            (!query.has('priority') || priority === query.get('priority')) &&
            (!query.has('overdue') || overdue) &&
            isAssigned(query.get('assigned'), assignedTo),
        ),
      )
    },
    'GET /referral/deadlines': ({ query }) => {
      const [from = '', to = '9'] = [query.get('from') ?? '', query.get('to') ?? '9']
      return list(
        deadlinesOf(all)
          .filter(({ dueAt, overdue }) => (query.has('overdue') ? overdue : dueAt >= from && dueAt < to))
          .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)),
      )
    },
    'GET /referral/suspended-senders': () => list([]),
    'GET /referral/rota': () => ({ body: rota }),
    'POST /referral/rota': () => ({ status: 201, body: {} }),
    'GET /referral/offers': ({ query }) =>
      list(
        query.get('answered') === 'true'
          ? offers(standard, now)
              .map(offer => ({
                ...{ ...offer, id: id(399), answer: 'declined', reason: 'at-capacity' },
                answeredAt: new Date(now).toISOString(),
              }))
              .slice(1)
          : offers(standard, now),
      ),
    'GET /directory/agencies/own/capacity': () =>
      list([
        { service: 'housing', places: 4, open: true, statedAt: null },
        { service: 'legal', places: null, open: false, statedAt: null },
        { service: 'mental_health', places: 12, open: true, statedAt: null },
      ]),
    'GET /referral/hands': ({ query }) => ({ body: { id: query.get('userId'), count: 3, version: 17 } }),
    'POST /referral/handovers': () => ({ body: { moved: 3, more: false } }),
    'POST /referral/intakes': () => ({ status: 201, body: { id: id(900) } }),
    'POST /redaction/subjects': () => ({ status: 201, body: { subjectRef: randomUUID() } }),
    'POST /redaction/consent-sheets': () => ({
      status: 201,
      body: { sheetId: randomUUID(), sha256: 'd'.repeat(64) },
    }),
    'GET /redaction/file-deliveries': () => ({ body: { kept: [], sent: [], received: [] } }),
    'GET /consent/consents': () => list([]),
    'GET /consent/recalls': () => ({ body: { items: [], nextCursor: null } }),
    'GET /consent/consent-forms': () =>
      list([{ version: '1', language: 'spa', sha256: 'a'.repeat(64), text: 'Su consentimiento' }]),
    'POST /consent/consents': ({ body }) => ({
      status: 201,
      body: {
        ...{ id: randomUUID(), basis: 'consent', status: 'in_force' },
        ...(JSON.stringify(body).includes('"child_safeguarding"')
          ? { confirmBy: new Date(now + 86_400_000).toISOString() }
          : {}),
      },
    }),
    'POST /referral/referrals': () => ({ status: 201, body: { ...all[0], id: randomUUID() } }),
  }

  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy())
  })
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://page')
    const send = (type: string, body: string, status = 200) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    }
    if (url.pathname === '/') return send('text/html', DOCUMENT)
    if (url.pathname === '/page.js') return send('text/javascript', script)
    if (url.pathname === '/page.css') return send('text/css', style)
    if (url.pathname === '/config.json') return send('application/json', JSON.stringify(config()))
    if (url.pathname === '/signed-in.json')
      return send('application/json', JSON.stringify({ hub: 'XA', agency: id(11), user: ME, scopes }))
    const path = url.pathname.replace(/^\/api/, '')
    if (path === '/referral/news' || path === '/referral/request-news') {
      followed.add(path)
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('id: 1-1\nevent: ready\ndata: {}\n\n')
      streams.add(response)
      request.on('close', () => streams.delete(response))
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString()
    const one: Asked = {
      ...{ method: request.method ?? '', path, query: url.searchParams },
      key: request.headers['idempotency-key']?.toString(),
      version: request.headers['if-match'],
      body: text === '' ? undefined : JSON.parse(text),
    }
    asked.push(one)
    const usual = kept.get(one.key ?? '') ??
      known[`${one.method} ${path}`]?.(one) ??
      (path.endsWith('/duty') ? { body: { calls: [], onDuty: [] } } : undefined) ?? {
        body: {},
        status: one.method === 'POST' ? 200 : 404,
      }
    const answer = (await answering(one)) ?? usual
    // As a hub does: a request under a known key is answered as the first was, whether that answer arrived or not.
    if (one.key !== undefined && (answer === usual || answer === 'cut')) kept.set(one.key, usual)
    if (answer === 'cut') response.destroy()
    else if (typeof answer.body === 'string') send('text/plain', answer.body, answer.status)
    else send('application/json', JSON.stringify(answer.body), answer.status)
  }
  // A browser that is slow must not meet a connection that is just being closed.
  server.keepAliveTimeout = 120_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = () => ({
    ...{ hub: 'XA', issuer: 'https://accounts.example', clientId: 'amparo-portal', audience: 'urn:amparo:hub:XA' },
    ...{ publicUrl: origin, jurisdictionCertificate: jurisdiction.certificate, auditKey, languages: [] },
    program: { path: '/assets/amparo-open.mjs', sha256: 'a'.repeat(64) },
  })
  return {
    origin,
    asked,
    /** Which streams of news the page has followed. */
    followed,
    /** With these the made-up vault opens what is sealed to it, and signs what it answers. */
    vault: { sealKey: seal.privateKey, signKey: sign.privateKey },
    /** From here on, until told otherwise: what is not answered so is answered as always. */
    answer: (next: Answering) => {
      answering = next
    },
    /** Verifier key of the log; before the page is opened. */
    believe: (key: string) => {
      auditKey = key
    },
    signInWith: (next: readonly string[]) => {
      scopes = next
    },
    tell: (kind: string, data: object) => {
      for (const stream of streams)
        stream.write(`id: 1-${Date.now()}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

const isAssigned = (asked: string | null, to: readonly string[]): boolean =>
  asked === null || asked === 'me' || (asked === 'none' ? to.length === 0 : to.includes(asked))

const DOCUMENT = `<!doctype html><html lang="es"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Amparo</title>
<link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script></head>
<body><div id="app"></div></body></html>`
