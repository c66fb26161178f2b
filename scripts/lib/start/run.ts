/** `npm start`, once its modules are loaded: two whole hubs (or the ones named) on this machine, from nothing. Ctrl-C stops them; the data stay. */

import { existsSync, mkdirSync } from 'node:fs'
import { makeStateDir, PlatformError } from '@amparo/testing/platform'
import { announcement } from '../hubs/announce.ts'
import { FIRST_PORT, freeBase, portsOfHub } from '../hubs/hub-codes.ts'
import { readInstallation } from '../hubs/installation.ts'
import { layout, USUAL_STATE } from '../hubs/layout.ts'
import { removeAll } from '../hubs/reset.ts'
import { checkOurs, isFull } from '../hubs/state-check.ts'
import { lockState } from '../hubs/state-lock.ts'
import { type System, startSystem } from '../hubs/system.ts'
import { inWords } from '../in-words.ts'
import { interruption } from '../interruption.ts'
import { progress } from '../progress.ts'
import { UsageError } from '../usage-error.ts'
import { startOptions, usage } from './options.ts'

const options = understood()
const { hubs, state, portBase } = options
const places = layout(state)
const say = progress()
let system: System | undefined
const stopping = interruption(() => system?.running() ?? [])

/** `bundle`: where the services' bundle stands or will, by the sources as they are (bundle-folder.ts). Ends the process. */
export async function run(bundle: string): Promise<never> {
  try {
    system = await start(bundle)
    process.stdout.write(announcement(system, hubs, { seconds: say.done(), more: moreWords() }))
  } catch (error) {
    // What a stop in the middle leads to is no news.
    if (stopping.signal.aborted) process.exit(stopping.exitCode)
    say.failed()
    tell(await wordsFor(error))
    process.exit(1)
  }
  await stopping.ended
  try {
    await system.stop()
    process.exit(stopping.exitCode)
  } catch (error) {
    tell(inWords(error, state))
    process.exit(1)
  }
}

async function start(bundle: string): Promise<System> {
  checkOurs(places)
  if (!existsSync(state)) makeStateDir(state, 0o711)
  process.once('exit', lockState(places.lock))
  if (options.reset) {
    say.step('removing the old state')
    await removeAll(places)
  }
  mkdirSync(places.compileCache, { recursive: true, mode: 0o700 })
  process.env['NODE_COMPILE_CACHE'] ??= places.compileCache
  const base = portBase ?? usualBase()
  return startSystem({
    layout: places,
    bundle,
    hubs,
    postgresPort: base - 1,
    portsOf: hub => portsOfHub(hub, base),
    move: portBase !== undefined,
    protocolsDir: options.protocolsDir,
    signal: stopping.signal,
    onStep: say.step,
    onDeath: (part, logFile) => {
      if (stopping.signal.aborted) return
      tell(`${part} ended by itself; its log: ${logFile}${isFull(places) ? `\nThe disk of ${state} is full.` : ''}`)
      stopping.end(1)
    },
  })
}

/** Hubs that come later stand beside those that are there. */
function usualBase(): number {
  return (readInstallation(places.installation)?.postgresPort ?? FIRST_PORT - 1) + 1
}

async function wordsFor(error: unknown): Promise<string> {
  const again = `npm start --${moreWords()}${hubs.join() === 'XA,XB' ? '' : ` --hubs ${hubs.join()}`}`
  const words = inWords(error, state).replaceAll('npm start --', again)
  if (!(error instanceof PlatformError) || error.code !== 'PORT_TAKEN') return words
  const free = await freeBase(hubs, (portBase ?? FIRST_PORT) + 1000)
  return free === undefined ? words : `${words} These are free: ${again} --port-base ${free}`
}

/** What advice has to repeat, so that it is good for this folder and not for the usual one. */
function moreWords(): string {
  return state === USUAL_STATE ? '' : ` --state ${state}`
}

function understood() {
  try {
    const known = startOptions(process.argv.slice(2), process.env, USUAL_STATE)
    if (!known.help) return known
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    tell(`${error.message}\n\n${usage}`)
    process.exit(1)
  }
}

function tell(text: string): void {
  process.stderr.write(`\n${text}\n`)
}
