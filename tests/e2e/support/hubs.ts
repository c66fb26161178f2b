import { freePort, removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll } from 'vitest'
import { People } from '../../../scripts/lib/demo/people.ts'
import { layout } from '../../../scripts/lib/hubs/layout.ts'
import { freePorts } from '../../../scripts/lib/hubs/ports.ts'
import { type System, startSystem } from '../../../scripts/lib/hubs/system.ts'
import { COMPILE_CACHE } from './start-command.ts'

export interface Hubs {
  readonly system: System
  readonly people: People
}

interface Ways {
  readonly ephemeral?: boolean
  readonly protocolsDir?: string
}

/**
 * Whole hubs for one test file, with all their processes and servers, on free ports in a temporary folder. `ephemeral: false`
 * where a test kills: then what was acknowledged must be on disk.
 */
export async function useHubs(hubs: readonly string[], { ephemeral = true, protocolsDir }: Ways = {}): Promise<Hubs> {
  const state = tempDir('hubs')
  process.env['NODE_COMPILE_CACHE'] = COMPILE_CACHE
  const system = await startSystem({
    layout: layout(state),
    hubs,
    postgresPort: await freePort(),
    portsOf: () => freePorts(),
    onStep: () => {},
    onDeath: (part, logFile) => process.stderr.write(`${part} ended unasked: ${logFile}\n`),
    ...{ ephemeral, protocolsDir },
  })
  afterAll(async () => {
    await system.stop()
    removeTempDir(state)
  })
  return { system, people: new People(system) }
}
