import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** MiB. */
export interface Peak {
  /** The most that was resident (VmHWM), with what it shares with others. */
  readonly resident: number
  /** The most that was seen of its own (RssAnon). */
  readonly own: number
}

const SAMPLE_MS = 200

/**
 * Watches processes and their children: of each the peak, of the children of PostgreSQL that of the largest. Linux only: /proc is where the
 * system itself keeps the peak.
 */
export function watchMemory(processes: ReadonlyMap<string, number>) {
  const peaks = new Map<string, Peak>()
  const look = (): void => {
    const children = childrenByParent()
    for (const [name, pid] of processes) for (const one of [pid, ...descendants(children, pid)]) note(name, one)
  }
  function note(name: string, pid: number): void {
    const status = memoryOf(pid)
    if (status === undefined) return
    const { resident = 0, own = 0 } = peaks.get(name) ?? {}
    peaks.set(name, { resident: Math.max(resident, status.resident), own: Math.max(own, status.own) })
  }
  const timer = setInterval(look, SAMPLE_MS)
  return {
    /** Of all so far. */
    peaks(): ReadonlyMap<string, Peak> {
      look()
      return peaks
    },
    stop: () => clearInterval(timer),
  }
}

/** Whatever the hubs' processes noted of themselves, in the state folder. */
export function processesIn(state: string): Map<string, number> {
  const notes = readdirSync(state, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.owner.json'))
  return new Map(
    notes.map(path => {
      const { server } = JSON.parse(readFileSync(join(state, path), 'utf8')) as { server: { pid: number } }
      return [nameOf(path), server.pid]
    }),
  )
}

/** `hubs/XA/run/XA-core.owner.json`, `hubs/XA/nats/nats.owner.json`, `postgres/postgres.owner.json`. */
function nameOf(path: string): string {
  const [top, hub, kind, group] = path.replace(/\.owner\.json$/, '').split('/')
  if (top !== 'hubs') return 'PostgreSQL, its largest process'
  return kind === 'nats' ? `${hub} NATS` : (group ?? path).replace('-', ' ')
}

/** Undefined for a process that has ended. */
export function memoryOf(pid: number): Peak | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    return { resident: kib('VmHWM') / 1024, own: kib('RssAnon') / 1024 }
  } catch {
    // It has ended.
    return undefined
  }
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>()
  for (const pid of readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)) {
    const parent = parentOf(pid)
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  return children
}

function parentOf(pid: number): number {
  try {
    // The name in brackets may hold anything; after it: state, parent.
    return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return 0
  }
}

function descendants(children: ReadonlyMap<number, readonly number[]>, pid: number): number[] {
  return (children.get(pid) ?? []).flatMap(child => [child, ...descendants(children, child)])
}
