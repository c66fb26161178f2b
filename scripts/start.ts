/** `npm start`: two whole hubs (or the ones named) on this machine, from nothing. Ctrl-C stops them; the data stay. */

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PlatformError, removePostgres } from '@amparo/testing/platform'
import { announcement } from './lib/hubs/announce.ts'
import { FIRST_PORT, hubCodes, portsOfHub } from './lib/hubs/hub-codes.ts'
import { layout } from './lib/hubs/layout.ts'
import { lockState, StateInUse } from './lib/hubs/state-lock.ts'
import { type System, startSystem } from './lib/hubs/system.ts'
import { progress } from './lib/progress.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const usage = `npm start -- [--hubs XA,XB,XC] [--state FOLDER] [--reset]`

const { values } = parseArgs({
  options: {
    hubs: { type: 'string', default: 'XA,XB' },
    state: { type: 'string', default: join(ROOT, '.state') },
    reset: { type: 'boolean', default: false },
  },
})
const hubs = hubCodes(values.hubs) ?? stop(`--hubs takes codes of two letters, each once: ${usage}`)

const places = layout(values.state)
const say = progress()
let system: System | undefined
let stopping: Promise<void> | undefined
process.on('SIGINT', () => void shutDown(0))
process.on('SIGTERM', () => void shutDown(0))

try {
  process.env['NODE_COMPILE_CACHE'] = places.compileCache
  const unlock = lockState(places.lock)
  process.once('exit', unlock)
  if (values.reset) await reset()
  system = await startSystem({
    layout: places,
    hubs,
    postgresPort: FIRST_PORT - 1,
    portsOf: portsOfHub,
    onStep: say.step,
    onDeath: (hub, group) => {
      process.stderr.write(
        `\n${hub}: its process "${group}" ended by itself; see ${places.hub(hub).log(group)}. Stopping.\n`,
      )
      void shutDown(1)
    },
  })
  process.stdout.write(announcement(system, hubs, say.done()))
} catch (error) {
  say.failed()
  if (!stopping) stop(inWords(error))
}

async function reset(): Promise<void> {
  say.step('removing the old state')
  await removePostgres(places.postgres)
  for (const path of ['installation', 'hubs']) rmSync(join(values.state, path), { recursive: true, force: true })
}

function shutDown(code: number): Promise<void> {
  stopping ??= (async () => {
    process.stderr.write('\nStopping ...\n')
    await system?.stop()
    process.exit(code)
  })()
  return stopping
}

function inWords(error: unknown): string {
  if (error instanceof PlatformError || error instanceof StateInUse) return error.message
  const message = error instanceof Error ? error.message : String(error)
  return `${message}\nIf the state folder ${values.state} is damaged, begin anew: npm start -- --reset`
}

function stop(message: string): never {
  process.stderr.write(`\n${message}\n`)
  process.exit(1)
}
