import { type ChildProcess, spawn } from 'node:child_process'
import { type KeyObject, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  Action,
  AppendRequestSchema,
  append,
  create,
  type Entry,
  EntrySchema,
  fromBinary,
  type MessageInitShape,
  ReceiptSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import {
  generateSigningKey,
  loadSigningKey,
  loadTrust,
  openFileKeyStore,
  requestHash,
  verifyStatement,
} from '@amparo/crypto'
import type { Nats } from '@amparo/messaging'
import { COMPILED, removeTempDir, tempDir, useHubDatabase, useHubNats, useIssuer, waitFor } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll } from 'vitest'
import { type LeafColumns, openRow } from '../src/store/leaf-rows.ts'
import { keyContextOf } from '../src/store/open-keys.ts'

const MAIN = join(import.meta.dirname, '../src/main.ts')
const key = generateSigningKey()
const redaction = generateSigningKey()
const accounts = generateSigningKey()
const trust = loadTrust({ audit: key.publicJwk })

export type EntryInit = Exclude<MessageInitShape<typeof EntrySchema>, Entry>

export const anEntry = (change: EntryInit = {}): EntryInit => ({
  entryId: randomUUID(),
  action: Action.VIEW_OPENED,
  source: 'redaction',
  userId: randomUUID(),
  agency: { hub: 'XA', agencyId: 'xa-shelter' },
  authentication: 'urn:amparo:acr:mfa',
  scope: 'view:open',
  roles: ['caseworker'],
  correlationId: randomUUID(),
  referralId: randomUUID(),
  policyHash: 'ab'.repeat(32),
  occurredAt: timestampFromDate(new Date()),
  ...change,
})

/** Asks as `nats` does, and believes the receipt only as a service would. */
export async function appended(nats: Nats, entry: MessageInitShape<typeof EntrySchema>) {
  const request = create(AppendRequestSchema, { nonce: randomUUID(), entry: create(EntrySchema, entry) })
  const { receipt } = await nats.ask(append, request)
  const hash = requestHash(toBinary(AppendRequestSchema, request))
  return verifyStatement(ReceiptSchema, 'receipt.v1', receipt, trust.keyOf('audit'), {
    now: new Date(),
    requestHash: hash,
  })
}

interface AuditOptions {
  readonly hub?: string
  /** Its statement key; `appended` believes only the usual one. */
  readonly keys?: ReturnType<typeof generateSigningKey>
  readonly env?: Readonly<Record<string, string>>
}

/** The service as a process of its own, with its database role and its user on the broker. */
export async function useAudit({ hub = 'XA', keys = key, env: more = {} }: AuditOptions = {}) {
  const migrationsDir = join(import.meta.dirname, '../migrations')
  const database = await useHubDatabase({ services: { audit: migrationsDir } })
  const [nats, issuer] = [await useHubNats({ hub }), await useIssuer(hub)]
  const dir = tempDir('audit')
  const file = (name: string, contents: string) => {
    const path = join(dir, name)
    writeFileSync(path, contents, { mode: 0o600 })
    return path
  }
  const env = {
    AMPARO_HUB: hub,
    AMPARO_HTTP_PORT: '0',
    AMPARO_LOG_LEVEL: 'warn',
    AMPARO_UNWITNESSED: 'trial',
    AMPARO_DATABASE_URL: database.services['audit'],
    AMPARO_NATS_URL: nats.url,
    AMPARO_NATS_SEED_FILE: file('seed', nats.seedOf('audit')),
    AMPARO_ISSUER: issuer.issuer,
    AMPARO_AUDIENCE: issuer.audience,
    AMPARO_SIGNING_KEY_FILE: file('key', JSON.stringify(keys.privateJwk)),
    AMPARO_KEYSTORE_DIR: join(dir, 'keystore'),
    AMPARO_TRUST_FILE: file(
      'trust',
      JSON.stringify({ audit: keys.publicJwk, redaction: redaction.publicJwk, accounts: accounts.publicJwk }),
    ),
    ...more,
  }
  const running: RunningProcess[] = []
  const superuser = new Client({ connectionString: database.superuserUrl })
  await superuser.connect()
  const sql = async <R extends object>(text: string, params: unknown[] = []) =>
    (await superuser.query<R>(text, params)).rows
  afterAll(async () => {
    await Promise.all(running.map(service => service.stop()))
    await superuser.end()
    removeTempDir(dir)
  })
  return {
    ...{ database, nats, issuer, env, publicJwk: keys.publicJwk, sign: loadSigningKey(keys.privateJwk) },
    redactionSign: loadSigningKey(redaction.privateJwk),
    accountsSign: loadSigningKey(accounts.privateJwk),
    /** Past all grants. */
    sql,
    /** Every entry in its order, as far as it can be read with the service's keys. */
    entries: async (): Promise<Entry[]> => {
      const keyStore = await openFileKeyStore(env.AMPARO_KEYSTORE_DIR)
      const leaves = await sql<LeafColumns>('select * from audit.leaf order by index::bigint')
      const rows = await sql<{ id: string; name: string; wrapped: Buffer }>('select * from audit.half_key')
      const keys = new Map<number, KeyObject>()
      for (const { id, name, wrapped } of rows) keys.set(Number(id), await keyStore.unwrap(wrapped, keyContextOf(name)))
      return leaves.map(leaf => fromBinary(EntrySchema, openRow(leaf, keys).entry))
    },
    start: async (changes: Readonly<Record<string, string>> = {}) => {
      const service = await startProcess({ ...env, ...changes })
      running.push(service)
      return service
    },
  }
}

export interface RunningProcess {
  readonly url: string
  /** What it has logged. */
  logged(): string
  /** Gone when it resolves. */
  kill(): Promise<void>
  /** Answers the exit code. */
  stop(): Promise<number | null>
}

async function startProcess(env: Record<string, string | undefined>): Promise<RunningProcess> {
  const child: ChildProcess = spawn(process.execPath, [MAIN], {
    env: { ...COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let logged = ''
  child.stdout?.on('data', (bytes: Buffer) => {
    process.stdout.write(bytes)
    logged += bytes.toString()
  })
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port))
    child.once('exit', code => reject(new Error(`audit ended with ${code}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    logged: () => logged,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}

/** Until an instance has taken the lease, nobody answers. */
export const untilWriting = (nats: Nats) =>
  waitFor(
    () =>
      appended(nats, anEntry({ source: nats.user })).then(
        () => true,
        () => false,
      ),
    40_000,
  )
