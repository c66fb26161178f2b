import { readdirSync, readFileSync } from 'node:fs'
import { certificateName, certify, generateCertificate } from '@amparo/crypto/web'
import { expect, it } from 'vitest'
import { createClient, createKeyPair, createLinkPage, createSheetPage, type Session } from '../src/index.ts'
import { fileTransfers } from '../src/node.ts'

const OPENAPI = new URL('../../../docs/openapi/', import.meta.url)

const SERVICES = readdirSync(OPENAPI).map(file => file.replace('.json', ''))

/** As in "consent GET /consents/{id}". */
const described = SERVICES.flatMap(service => {
  const document = readFileSync(new URL(`${service}.json`, OPENAPI), 'utf8')
  const { paths } = JSON.parse(document) as { paths: Record<string, object> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${service} ${method.toUpperCase()} ${path}`),
  )
})

/** What an agency's own software has no method for, and why. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'for who runs a hub': SERVICES.flatMap(service => ['/healthz', '/readyz'].map(path => `${service} GET ${path}`)),
  'a log that is read whole: npm run audit:verify': ['audit GET /tile/{path}'],
  'comes with the software, never from the hub: `auditKey`': ['audit GET /keys'],
  'for witnesses': ['audit POST /add-checkpoint'],
  'tus: `fileTransfers` sends, and `uploadPlace` is for what else speaks it': ['files', 'request-files'].flatMap(at =>
    ['OPTIONS', 'HEAD', 'PATCH'].map(method => `redaction ${method} /${at}/{fileId}/content`),
  ),
}

const urls = Object.fromEntries(SERVICES.map(name => [name, `https://hub.example/${name}`]))

/** Whatever a method takes: a text, an object with anything in it, an empty list. */
const anything: never = new Proxy(() => undefined, {
  get(_, name): unknown {
    if (name === Symbol.toPrimitive || name === 'toJSON' || name === 'toString') return () => 'x'
    if (name === Symbol.iterator) return [][Symbol.iterator]
    return name === 'then' ? undefined : anything
  },
  ownKeys: () => [],
  getOwnPropertyDescriptor: () => undefined,
  apply: () => anything,
}) as never

const [jurisdiction, seal, sign] = await Promise.all([
  generateCertificate({ userId: 'Amparo XA jurisdiction', profile: 'modern' }),
  generateCertificate({ userId: certificateName({ hub: 'XA', use: 'redaction-seal' }), profile: 'modern' }),
  generateCertificate({ userId: certificateName({ hub: 'XA', use: 'redaction-sign' }), profile: 'modern' }),
])
const offered = async ({ certificate, fingerprint }: typeof seal) => ({
  armored: await certify(certificate, jurisdiction.privateKey),
  fingerprint,
})
/** Without which a method asks for nothing more. */
const answers: Readonly<Record<string, unknown>> = {
  'directory/hubs/own/seal-certificate': await offered(seal),
  'directory/hubs/XA': { certificates: [{ ...(await offered(sign)), use: 'redaction_sign' }] },
  'redaction/link-certificates': { seal: await offered(seal), sign: await offered(sign) },
  'audit/checkpoint': `log\n5\n${Buffer.alloc(32).toString('base64')}\n\n`,
}
const asked: string[] = []
const hub = async (url: string, { method = 'GET' }: RequestInit): Promise<Response> => {
  const path = new URL(url).pathname.slice(1)
  asked.push(path.replace('/', ` ${method} /`))
  const answer = answers[path]
  if (answer === undefined) return Response.json({ code: 'not_found', title: 'No' }, { status: 404 })
  return typeof answer === 'string' ? new Response(answer) : Response.json(answer)
}

/** With and without what it need not be given; a nested object of methods, as of files of requests, as well. */
async function callAll(methods: object): Promise<void> {
  for (const method of Object.values(methods)) {
    if (typeof method !== 'function') await callAll(method)
    else
      for (const given of [Math.max(0, method.length - 1), method.length, 6])
        await begun(() => method(...Array(given).fill(anything)))
  }
}
/** What it asks for first is what counts here. */
const begun = async (work: () => unknown) => {
  try {
    const answer = await work()
    if (answer !== null && typeof answer === 'object' && Symbol.asyncIterator in answer)
      await (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]().next()
  } catch {
    // Nothing stands behind those routes here.
  }
}

it('has a method for each route that the OpenAPI documents describe', async () => {
  const session: Session = {
    hub: 'XA',
    agency: 'a',
    user: 'u',
    keys: await createKeyPair(),
    authorize: async () => ({}),
  }
  const options = { urls: urls as never, hub: 'XA', jurisdictionCert: jurisdiction.certificate, session, fetch: hub }
  const stranger = { ...options, url: 'https://hub.example/redaction', holder: 'h' }
  const client = createClient(options)
  await callAll([client, fileTransfers(options), createLinkPage(stranger), createSheetPage(stranger)])
  await begun(() => client.news({ requestsOnly: true }))
  const isAsked = (route: string) => {
    const pattern = new RegExp(`^${route.replace(/\{[^}]*\}/g, '[^/]+')}$`)
    return asked.some(one => pattern.test(one))
  }
  const lacking = described.filter(route => !isAsked(route))
  expect(lacking.sort()).toEqual(Object.values(LEFT_OUT).flat().sort())
})
