import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const proc = existsSync('/proc/self/stat')

/** Tells one process from a later one with the same number; undefined when it is gone. */
export function startedAt(pid: number): string | undefined {
  if (!proc) return ps(pid, 'lstart=')
  const stat = read(`/proc/${pid}/stat`)
  // The name in brackets may hold spaces and brackets itself, so count from the last one. State first, start time 20th.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' ? undefined : fields?.[19]
}

export function commandLine(pid: number): string | undefined {
  return proc ? read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') : ps(pid, 'args=')
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string | undefined {
  return spawnSync('ps', ['-o', column, '-p', `${pid}`], { encoding: 'utf8' }).stdout?.trim() || undefined
}
