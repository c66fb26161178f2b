import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SERVICES } from '@amparo/contracts'
import { certificateName, generateCertificate, generateSigningKey, loadSigningKey, loadTrust } from '@amparo/crypto'
import { buildHttp, type HttpApp, type TokenVerifier } from '@amparo/http'
import { createLog } from '@amparo/observability'
import { loadBook } from '@amparo/protocols'
import { buildApp as audit } from '../../../services/audit/src/app.ts'
import { shippedAlerts } from '../../../services/audit/src/policy/load.ts'
import { shippedRegisters } from '../../../services/audit/src/policy/registers.ts'
import { buildApp as consent } from '../../../services/consent/src/app.ts'
import { loadPolicy } from '../../../services/consent/src/policy/load.ts'
import { buildApp as directory } from '../../../services/directory/src/app.ts'
import { buildApp as exchange } from '../../../services/exchange/src/app.ts'
import { loadRules } from '../../../services/exchange/src/terms/load.ts'
import { buildApp as redaction } from '../../../services/redaction/src/app.ts'
import { loadViewPolicy } from '../../../services/redaction/src/policy/load.ts'
import { readKeyList } from '../../../services/redaction/src/policy/match-keys.ts'
import { buildApp as referral } from '../../../services/referral/src/app.ts'
import { bookWith } from '../../../services/referral/src/domain/book.ts'
import { root } from '../steps.ts'

/**
 * The services that have an API of their own, each with routes and nothing behind them. `accounts` speaks OpenID Connect, which
 * describes itself at /.well-known/openid-configuration; `portal` passes on.
 */
export async function describedApps(): Promise<Readonly<Record<string, HttpApp>>> {
  const { privateJwk, publicJwk } = generateSigningKey()
  const base = {
    hub: 'XA',
    store: unused<Parameters<typeof referral>[0]['store']>('store'),
    ask: unused<Parameters<typeof referral>[0]['ask']>('ask'),
    verifier,
    sign: loadSigningKey(privateJwk),
    trust: loadTrust(Object.fromEntries(SERVICES.map(service => [service, publicJwk]))),
    log: createLog({ service: 'docs', hub: 'XA', stream: { write: () => {} } }),
    now: () => new Date(),
    newId: () => '',
  }
  const book = loadBook([join(root, 'libs/protocols/data')])
  const http = (service: string) => buildHttp({ service, log: base.log, verifier })
  const apps = {
    audit: await http('audit'),
    consent: await http('consent'),
    directory: await http('directory'),
    exchange: await http('exchange'),
    redaction: await http('redaction'),
    referral: await http('referral'),
  }
  audit(apps.audit, {
    ...base,
    origin: 'amparo.example/xa/access-log',
    policy: shippedAlerts(),
    registers: shippedRegisters(),
    book,
    projection: unused('projection'),
    keys: unused('keys of the log'),
  })
  const policy = loadPolicy(readFileSync(join(root, 'services/consent/policy/mandates.v1.json'), 'utf8'))
  consent({
    ...base,
    http: apps.consent,
    policy,
    formTexts: [],
    warnBeforeMs: 0,
    directoryBelievedMs: 0,
    grantKey: () => '',
  })
  directory({ ...base, http: apps.directory })
  const { privateKey } = await generateCertificate({
    userId: certificateName({ hub: base.hub, use: 'exchange-sign' }),
    profile: 'modern',
  })
  await exchange({
    ...base,
    http: apps.exchange,
    nats: { ask: base.ask },
    signKey: () => privateKey,
    rules: loadRules(),
  })
  redaction({
    ...base,
    http: apps.redaction,
    keysDatabase: unused('keys database'),
    keyStore: unused('key store'),
    forms: book,
    sandbox: unused('sandbox'),
    engine: unused('engine of free text'),
    limits: { searches: { free: 0, most: 0 }, emergencies: 0, persons: 0, uploads: 0 },
    matchKeys: readKeyList(readFileSync(join(root, 'services/redaction/policy/match-keys.v1.json'), 'utf8')),
    views: loadViewPolicy(readFileSync(join(root, 'services/redaction/policy/views.v1.json'), 'utf8')),
  })
  referral({ ...base, http: apps.referral, book: bookWith(book), feed: unused('news feed') })
  return apps
}

const verifier: TokenVerifier = {
  verify: async () => {
    throw new Error('Nobody calls these')
  },
}

/** Stands for what a route would use if it were called. */
function unused<T extends object>(name: string): T {
  const refuse = (): never => {
    throw new Error(`${name} is not there: routes are only described`)
  }
  return new Proxy(refuse, { get: () => refuse }) as unknown as T
}
