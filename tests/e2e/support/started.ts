import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isFree, tempDir } from '@amparo/testing/platform'
import { People } from '../../../scripts/lib/demo/people.ts'
import { freeBase, portsOfHub } from '../../../scripts/lib/hubs/hub-codes.ts'
import { type InstalledHub, readInstallation } from '../../../scripts/lib/hubs/installation.ts'
import { type Layout, layout } from '../../../scripts/lib/hubs/layout.ts'
import { releaseOrphans } from '../../../scripts/lib/hubs/orphans.ts'
import { allOf } from '../../../scripts/lib/hubs/ports.ts'
import { type Command, outcome, run } from './start-command.ts'

/** All that any of its starts has. */
export const HUBS = ['XA', 'XB', 'XC']

/** `node scripts/start.ts` on a temporary state folder and on ports that nothing else uses. */
export class Started {
  readonly state = join(tempDir('start'), 'state')
  readonly places: Layout = layout(this.state)
  base: number
  readonly #commands: Command[] = []

  constructor(base: number) {
    this.base = base
  }

  /** Runs it and does not wait. */
  run(args: readonly string[] = [], { state = this.state, base = this.base } = {}): Command {
    const command = run('start.ts', ['--state', state, '--hubs', 'XA', '--port-base', `${base}`, ...args])
    this.#commands.push(command)
    return command
  }

  /** Runs it and waits until it says that all is up. */
  async up(args: readonly string[] = [], places: { base?: number } = {}): Promise<Command> {
    const command = this.run(args, places)
    await command.says('Stop with Ctrl-C')
    return command
  }

  /** For one that has to end by itself. */
  refused(args: readonly string[] = [], places: { state?: string; base?: number } = {}) {
    return outcome(this.run(args, places))
  }

  hub(code = 'XA'): InstalledHub {
    const hub = readInstallation(this.places.installation)?.hubs[code]
    if (!hub) throw new Error(`${code} is not installed`)
    return hub
  }

  people(): People {
    return new People({ layout: this.places, hub: code => ({ installed: this.hub(code) }) })
  }

  /** Process of a group ("redaction") or of a server ("nats", "postgres"). */
  pidOf(part: string): number {
    const { run: groups, nats } = this.places.hub('XA')
    const note = { nats: join(nats, 'nats'), postgres: join(this.places.postgres, 'postgres') }[part]
    const text = readFileSync(`${note ?? join(groups, `XA-${part}`)}.owner.json`, 'utf8')
    return (JSON.parse(text) as { server: { pid: number } }).server.pid
  }

  /** Those of its ports that something listens on. */
  async takenPorts(base = this.base): Promise<number[]> {
    const ports = [base - 1, ...HUBS.flatMap(hub => allOf(portsOfHub(hub, base)))]
    const free = await Promise.all(ports.map(isFree))
    return ports.filter((_, i) => !free[i])
  }

  /** After a test that failed, nothing stays either. */
  async clear(): Promise<void> {
    for (const command of this.#commands) {
      try {
        command.signal('SIGKILL', 'group')
      } catch {
        // It has ended, as it should.
      }
      await command.ended
    }
    await releaseOrphans(this.places)
  }
}

/** On free ports well below those that the system hands out by itself. */
export async function started(): Promise<Started> {
  const base = await freeBase(HUBS, 10_000 + 10 * Math.floor(Math.random() * 1000))
  if (base === undefined) throw new Error('no free ports')
  return new Started(base)
}
