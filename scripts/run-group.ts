/**
 * Runs a group of services in one process. Where their bundles stand and their names are its arguments; it loads them at once, while databases and brokers are
 * still being started. The parent then sends their settings over IPC, so that nothing secret stands on a command line or in a
 * process listing; it hears `ready` or `failed`, and the group ends when the parent does.
 */

import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Settings = Readonly<Record<string, Record<string, string>>>
interface Running {
  stop(): Promise<void>
}
interface ServiceModule {
  start(env: Record<string, string>): Promise<Running>
}

const STOP_WITHIN_MS = 9_000

const running: Running[] = []
let stopping = false

const [bundles = '', ...names] = process.argv.slice(2)
const load = async (name: string): Promise<ServiceModule> => import(pathToFileURL(join(bundles, `${name}.mjs`)).href)
const loading = Promise.all(names.map(load))
// Whoever sends the settings hears of it.
loading.catch(() => undefined)

async function startAll(settings: Settings): Promise<void> {
  const modules = await loading
  // It stops everything else for as long as it takes, seconds on a busy machine; Node would do it at the end, and a first Ctrl-C
  // would wait for it. Now nobody waits for an answer, and no lease runs out.
  flushCompileCache()
  for (const [i, module] of modules.entries()) running.push(await module.start(settings[names[i] ?? ''] ?? {}))
  process.send?.({ ready: true })
}

async function stopAll(): Promise<void> {
  if (stopping) return
  stopping = true
  // Nobody is left to end it if a service does not close.
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
  await Promise.allSettled(running.map(service => service.stop()))
  process.exit(0)
}

process.once('message', (settings: Settings) => {
  startAll(settings).catch((error: unknown) => {
    process.send?.({ failed: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' })
    void stopAll()
  })
})
process.on('SIGTERM', () => void stopAll())
// A terminal sends these to the whole process group; the parent decides the order in which groups stop.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => void stopAll())
