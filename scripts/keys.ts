/**
 * `npm run keys -- status|rotate`: key-encryption keys of a hub. Of one of this machine by its state folder; of any other by
 * redaction's own settings: `node --env-file=.../redaction/service.env scripts/keys.ts status`.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseConfig } from '@amparo/config'
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
import { keyTable } from './lib/keys/table.ts'

const usage = `
npm run keys -- status                 which keys there are, and what each still wraps
npm run keys -- rotate                 draws a new key; the running hub then wraps everything anew

--state FOLDER    of the hubs on this machine (default: .state)
--hub XA          which of them
--compromised     with rotate: the key before is destroyed as soon as it wraps nothing, though backups of the last days need it
`

const { step, state, hub, compromised } = understood()
const config = parseConfig(keyConfig, settings())
try {
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
} catch (error) {
  stop(inWords(error, state))
}

function understood() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        state: { type: 'string', default: USUAL_STATE },
        hub: { type: 'string', default: 'XA' },
        compromised: { type: 'boolean', default: false },
      },
    })
    const [step, more] = positionals
    if (more === undefined && (step === 'status' || step === 'rotate'))
      return { ...values, step, state: resolve(values.state) }
  } catch {
    // The usage says it better.
  }
  return stop(usage)
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
