/**
 * `npm run keys -- status|rotate|agency-key|revoke`: key-encryption keys of a hub, and the keys of its agencies. Of one of this machine by
 * its state folder; of any other by redaction's own settings: `node --env-file=.../redaction/service.env scripts/keys.ts status`.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseConfig } from '@amparo/config'
import { openFileKeyStore } from '@amparo/crypto'
import { dropFirstSubkey } from '../services/redaction/src/commands/drop-first-subkey.ts'
import { rotateKey } from '../services/redaction/src/commands/rotate-key.ts'
import { keyConfig, subkeyTimesOf } from '../services/redaction/src/key-config.ts'
import { openConfiguredKeyStore } from '../services/redaction/src/key-store.ts'
import { openKeysDatabase } from '../services/redaction/src/store/keys-database.ts'
import { onThisMachine } from './lib/hubs/addresses.ts'
import { environmentOf } from './lib/hubs/environment.ts'
import { readInstallation } from './lib/hubs/installation.ts'
import { layout, USUAL_STATE } from './lib/hubs/layout.ts'
import { inWords } from './lib/in-words.ts'
import { drawAgencyKey, revokeAgencyKey } from './lib/keys/agency.ts'
import { keyTable } from './lib/keys/table.ts'
import { UsageError } from './lib/usage-error.ts'

const usage = `
npm run keys -- status                 which keys there are, and what each still wraps
npm run keys -- rotate                 draws a new key; the running hub then wraps everything anew
npm run keys -- agency-key             draws another key for --agency, and prints its certificate for the jurisdiction to certify and list
npm run keys -- revoke                 prints --certificate of --agency with its revocation, for the jurisdiction's next statement

--state FOLDER    of the hubs on this machine (default: .state)
--hub XA          which of them
--agency ID       whose key it is
--certificate F   file with the certificate as the directory has it
--compatible      with agency-key: one that gpg 2.4 can encrypt to
--compromised     with revoke: because the key may be in other hands, not only because it is retired;
                  with rotate: the key before is destroyed as soon as it wraps nothing, though backups of the last days need it
`

const STEPS = ['status', 'rotate', 'agency-key', 'revoke'] as const
type Step = (typeof STEPS)[number]

const { step, state, hub, compromised, agency, certificate, compatible } = understood()
const config = parseConfig(keyConfig, settings())
try {
  if (step === 'agency-key' || step === 'revoke') await ofAgency(step)
  else await ofHub()
} catch (error) {
  stop(error instanceof UsageError ? error.message : inWords(error, state))
}

async function ofHub(): Promise<void> {
  const database = await openKeysDatabase(config.AMPARO_KEYS_DATABASE_URL)
  try {
    const keyStore = await openConfiguredKeyStore(config)
    if (step === 'rotate') {
      const deps = { keyStore, database, now: () => new Date(), backupDays: config.AMPARO_KEYS_BACKUP_DAYS }
      const keyId = await rotateKey(deps)({ compromised })
      say(keyId === undefined ? 'Somebody else did the same just now; that key counts.' : `The key is now ${keyId}.`)
      say('A running hub wraps everything anew; `npm run keys -- status` shows how far it is.')
    }
    // Where services may only read the folder, what is struck off is destroyed here.
    const keys = await database.listKeys()
    for (const { keyId, state: is } of keys) if (is === 'destroyed') await keyStore.destroyKey(keyId)
    const times = subkeyTimesOf(config)
    if (await dropFirstSubkey({ keyStore, database, times, now: new Date() }))
      say('The first subkey for sealing is over, and destroyed.')
    say(keyTable(keys, await keyStore.keyIds()))
  } finally {
    await database.close()
  }
}

function understood() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        state: { type: 'string', default: USUAL_STATE },
        hub: { type: 'string', default: 'XA' },
        compromised: { type: 'boolean', default: false },
        agency: { type: 'string' },
        certificate: { type: 'string' },
        compatible: { type: 'boolean', default: false },
      },
    })
    const [step, more] = positionals
    if (more === undefined && isStep(step)) return { ...values, step, state: resolve(values.state) }
  } catch {
    // The usage says it better.
  }
  return stop(usage)
}

function isStep(text: string | undefined): text is Step {
  return STEPS.some(step => step === text)
}

/** A certificate to standard output: it goes into a file, and to whoever keeps the jurisdiction's key. */
async function ofAgency(what: 'agency-key' | 'revoke'): Promise<void> {
  const agencyId = agency ?? stop(usage)
  const keyStore = await openFileKeyStore(config.AMPARO_KEYSTORE_DIR)
  const of = { keyStore, hub: process.env['AMPARO_HUB'] ?? hub, agencyId }
  if (what === 'agency-key') return say(await drawAgencyKey(of, compatible ? 'compatible' : 'modern'))
  const armored = readFileSync(certificate ?? stop(usage), 'utf8')
  say(await revokeAgencyKey(of, armored, compromised ? 'compromised' : 'retired'))
}

/** Redaction's: those it was started with, or those of a hub on this machine. */
function settings(): Readonly<Record<string, string | undefined>> {
  if (process.env['AMPARO_KEYS_DATABASE_URL'] !== undefined) return process.env
  const places = layout(state)
  const installation = readInstallation(places.installation)
  const installed = installation?.hubs[hub]
  if (installation === undefined || installed === undefined)
    return stop(`There is no hub ${hub} in ${state}: npm start makes it.`)
  const postgres = { host: '127.0.0.1', port: installation.postgresPort }
  return environmentOf({ layout: places, addresses: onThisMachine, postgres, logLevel: 'info' }, installed, 'redaction')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
