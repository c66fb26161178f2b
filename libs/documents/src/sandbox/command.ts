import { dirname, join, resolve } from 'node:path'

const LIBRARY = resolve(import.meta.dirname, '../..')
const PACKAGES = resolve(LIBRARY, '../../node_modules')
const CHILD = join(import.meta.dirname, 'child.ts')

export interface Limits {
  /** Of JavaScript objects, and of all that the process may write to, in MiB. */
  readonly heapMiB: number
  readonly dataMiB: number
  /** Of a core. */
  readonly cpuSeconds: number
}

export interface Command {
  readonly file: string
  readonly args: readonly string[]
}

/**
 * A Node that may read the code of this library and its packages, and do nothing else with files, processes, threads or native code.
 * In Node 24 this permission model knows no network: `inBubble` is what takes that away.
 */
function node({ heapMiB }: Limits, program: string): string[] {
  const readable = [LIBRARY, PACKAGES].map(folder => `--allow-fs-read=${folder}/`)
  const memory = [`--max-old-space-size=${heapMiB}`, '--no-warnings']
  return [process.execPath, '--permission', ...readable, '--disallow-code-generation-from-strings', ...memory, program]
}

/** No core dump, no file, bounded memory and time; kept by the kernel, so that no defect of Node's lifts them. */
function limited({ dataMiB, cpuSeconds }: Limits, command: readonly string[]): Command {
  const set = [`ulimit -c 0`, `ulimit -f 0`, `ulimit -t ${cpuSeconds}`, `ulimit -d ${dataMiB * 1024}`]
  // The first to go when memory is short, before whoever waits for it.
  const first = '{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null;'
  return { file: '/bin/sh', args: ['-c', `${first} ${set.join(' && ')} && exec "$@"`, 'sh', ...command] }
}

/** Bubblewrap: no network, no other process, no user, no file but the system's programs, Node and this code, all read-only. */
const bubble = (): string[] => [
  ...['bwrap', '--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv'],
  ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/bin', '/bin'],
  ...['--ro-bind-try', '/lib', '/lib', '--ro-bind-try', '/lib64', '/lib64'],
  ...['--tmpfs', '/tmp', '--dev', '/dev'],
  ...[PACKAGES, LIBRARY, dirname(process.execPath)].flatMap(folder => ['--ro-bind', folder, folder]),
  ...['--chdir', '/', '--'],
]

export const alone = (limits: Limits, program = CHILD): Command => limited(limits, node(limits, program))
export const inBubble = (limits: Limits, program = CHILD): Command =>
  limited(limits, [...bubble(), ...node(limits, program)])
