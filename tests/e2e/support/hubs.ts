import { freePort, removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll } from 'vitest'
import { People } from '../../../scripts/lib/demo/people.ts'
import { layout } from '../../../scripts/lib/hubs/layout.ts'
import { freePorts } from '../../../scripts/lib/hubs/ports.ts'
import { type System, startSystem } from '../../../scripts/lib/hubs/system.ts'
import { forgetCodes } from './forget-codes.ts'
import { COMPILE_CACHE } from './start-command.ts'
import { whenWorkerEnds } from './worker.ts'

export interface Hubs {
  readonly system: System
  readonly people: People
}

interface Ways {
  /** Nobody else's. For files that change directories or keys, or look at all that there is. */
  readonly own?: boolean
  /** False where a server is killed or a whole hub is stopped: then what was acknowledged must be on disk. Such hubs are its own. */
  readonly ephemeral?: boolean
  /** Such hubs are its own, too. */
  readonly protocolsDir?: string
  /** Where a scanner for malware listens: for hubs of its own. */
  readonly clamd?: string | undefined
}

/** Hubs of its own for one test file or, as a rule, those that the files of its worker share: XA and XB, whichever it asks for. */
export async function useHubs(hubs: readonly string[], ways: Ways = {}): Promise<Hubs> {
  const { own = false, ephemeral = true, protocolsDir } = ways
  const isShared = !own && ephemeral && protocolsDir === undefined
  const { system } = isShared ? await sharedHubs() : await ownHubs(hubs, ways)
  return { system, people: new People(system) }
}

async function ownHubs(hubs: readonly string[], ways: Ways): Promise<Started> {
  const started = await startHubs(hubs, ways)
  afterAll(started.stop)
  return started
}

let shared: Started | undefined

/**
 * Each file finds people, referrals and settings of the files before it, and makes its own. Nobody is signed in, and a code
 * that another file has used can be used. A file may kill services if it starts them again: hubs of which a part is missing are not
 * handed on.
 */
async function sharedHubs(): Promise<Started> {
  if (shared && !shared.isWhole()) await stopShared()
  if (shared) await forgetCodes(shared.system.postgres, ['XA', 'XB'])
  else {
    shared = await startHubs(['XA', 'XB'])
    whenWorkerEnds(stopShared)
  }
  return shared
}

async function stopShared(): Promise<void> {
  await shared?.stop()
  shared = undefined
}

interface Started {
  readonly system: System
  isWhole(): boolean
  stop(): Promise<void>
}

/** With all their processes and servers, on free ports in a temporary folder. */
async function startHubs(
  hubs: readonly string[],
  { ephemeral = true, protocolsDir, clamd }: Ways = {},
): Promise<Started> {
  const state = tempDir('hubs')
  process.env['NODE_COMPILE_CACHE'] = COMPILE_CACHE
  let died = false
  const system = await startSystem({
    layout: { ...layout(state), compileCache: COMPILE_CACHE },
    ...{ hubs, clamd },
    postgresPort: await freePort(),
    portsOf: () => freePorts(),
    onStep: () => {},
    onDeath: (part, logFile) => {
      died = true
      process.stderr.write(`${part} ended unasked: ${logFile}\n`)
    },
    ...{ ephemeral, protocolsDir },
  })
  const parts = system.running().length
  return {
    system,
    isWhole: () => !died && system.running().length === parts,
    stop: async () => {
      await system.stop()
      removeTempDir(state)
    },
  }
}
