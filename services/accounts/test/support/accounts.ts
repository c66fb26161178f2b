import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import {
  agencyTypes,
  departures,
  directoryAgency,
  endedSignIns,
  posts,
  type Role,
  staff,
  type UsersFile,
} from '@amparo/contracts'
import { generateSigningKey, hashPassword, loadSigningKey } from '@amparo/crypto'
import { buildHttp, createTokenVerifier, type HttpApp, listRoutes } from '@amparo/http'
import { createLog, type Log } from '@amparo/observability'
import { openStore, type Store } from '@amparo/store'
import { freePort, useHubDatabase, useHubNats } from '@amparo/testing'
import { Secret, TOTP } from 'otpauth'
import { Client } from 'pg'
import { afterAll, vi } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { keepCurrent } from '../../src/keep-current.ts'

export const PORTAL = 'http://127.0.0.1:4999/'
/** A password costs what a guess costs; tests need not pay it. */
export const CHEAP = { N: 2 ** 10, r: 8, p: 1, maxmem: 8 * 1024 * 1024 }

export interface Person {
  readonly id: string
  readonly username: string
  readonly agencyId: string
  readonly password: string
  /** The code of now, or of so many steps later. */
  code(steps?: number): string
  readonly totpSecret: string
}

/** The clock of this process goes on; it stands still in between. Each sign-in of a person needs a code of its own. */
export const later = (seconds: number): void => {
  vi.setSystemTime(Date.now() + seconds * 1000)
}

/**
 * The service on a real database and broker; the directory answers as its contract says. `publicUrl`: behind a proxy; `trustedProxies`: whose word
 * counts for where somebody is.
 */
export async function useAccounts({
  publicUrl,
  trustedProxies = [],
}: {
  publicUrl?: string
  trustedProxies?: readonly string[]
} = {}) {
  const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
  const database = await useHubDatabase({ services: { accounts: migrations } })
  const nats = await useHubNats()
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const issuer = publicUrl ?? address
  const suspended = new Set<string>()
  const directory = await nats.as('directory')
  const answering = directory.answer(directoryAgency, async ({ ref }) =>
    ref
      ? {
          agency: {
            ref,
            type: agencyTypes.toEnum('police'),
            name: 'Fictional',
            issuer,
            suspended: suspended.has(ref.agencyId),
          },
        }
      : {},
  )
  const own = await nats.as('accounts')
  const statements = generateSigningKey()
  const { privateKey } = generateKeyPairSync('ed25519')
  const jwk = privateKey.export({ format: 'jwk' })
  const key = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: jwk.x ?? '',
    d: jwk.d ?? '',
    kid: randomUUID(),
    alg: 'EdDSA',
    use: 'sig',
  } as const
  /** A test changes them, and starts again. */
  const issuerKeys = { keys: [key] }
  const cookieKey = randomBytes(32).toString('base64')
  const lines: string[] = []
  const users: UsersFile['users'] = []
  const admin = new Client({ connectionString: database.superuserUrl })
  await admin.connect()
  let running: { http: HttpApp; store: Store; log: Log; import: (file: UsersFile) => Promise<void> } | undefined

  async function start() {
    const log = createLog({
      service: 'accounts',
      hub: 'XA',
      level: 'debug',
      stream: { write: line => lines.push(line) },
    })
    const url = database.services['accounts'] ?? ''
    const store = await openStore({ url, service: 'accounts', entities: [], applicationName: 'accounts' })
    const audience = 'urn:amparo:hub:XA'
    const verifier = createTokenVerifier({ issuer, audience, hub: 'XA' })
    const http = await buildHttp({ service: 'accounts', log, verifier, store })
    const app = buildApp({
      ...{ hub: 'XA', issuer, audience, cookieKey, trustedProxies, http, store, log, verifier },
      sign: loadSigningKey(statements.privateJwk),
      clients: { portal: { redirectUris: [PORTAL], postLogoutRedirectUris: [PORTAL] } },
      issuerKeys: { keys: issuerKeys.keys },
      ask: own.ask,
      now: () => new Date(),
      newId: randomUUID,
    })
    await app.tellIssuerKeys()
    await app.importUsers({ users })
    await http.listen({ host: '127.0.0.1', port })
    own.answer(staff, app.staff)
    own.answer(departures, app.departures)
    own.answer(endedSignIns, app.endedSignIns)
    own.answer(posts, app.posts)
    running = { http, store, log, import: app.importUsers }
  }
  async function stop() {
    await running?.http.close()
    await running?.store.close()
    running = undefined
  }
  await start()
  afterAll(async () => {
    vi.useRealTimers()
    await stop()
    await admin.end()
  })

  return {
    ...{ issuer, address, suspended, lines, users, nats, issuerKeys, statements: statements.publicJwk },
    directoryAway: () => answering.stop(),
    /** Cuts this service off from its database while `work` goes on. */
    databaseAway: async (work: () => Promise<void>) => {
      const role = new URL(database.services['accounts'] ?? '').username
      await admin.query(`alter role "${role}" connection limit 0`)
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [role])
      await work().finally(() => admin.query(`alter role "${role}" connection limit -1`))
    },
    /** Past all grants. */
    sql: async <R extends object>(text: string) => (await admin.query<R>(text)).rows,
    routes: () => (running ? listRoutes(running.http) : []),
    restart: async () => {
      await stop()
      await start()
    },
    person: async (...roles: Role[]): Promise<Person> => {
      const totpSecret = new Secret({ size: 20 }).base32
      const totp = new TOTP({ secret: Secret.fromBase32(totpSecret), algorithm: 'SHA1', digits: 6, period: 30 })
      const id = randomUUID()
      const person = {
        id,
        username: `user-${id.slice(0, 8)}@xa`,
        agencyId: randomUUID(),
        password: `pass-${randomUUID()}`,
      }
      const { username, agencyId, password } = person
      const passwordHash = await hashPassword(password, CHEAP)
      users.push({ id, username, agencyId, agencyType: 'police', roles, passwordHash, totpSecret })
      await running?.import({ users })
      return { ...person, totpSecret, code: (steps = 0) => totp.generate({ timestamp: Date.now() + steps * 30_000 }) }
    },
    import: () => running?.import({ users }),
    /** As the service follows its file, and looks sooner. */
    follow: (path: string) => {
      if (!running) throw new Error('stopped')
      return keepCurrent({ path, importUsers: running.import, log: running.log, everyMs: 10 })
    },
  }
}

export type Accounts = Awaited<ReturnType<typeof useAccounts>>
