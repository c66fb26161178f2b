import { dirname, join, resolve } from 'node:path'

const LIBRARY = resolve(import.meta.dirname, '../..')
/** Of the whole project. */
export const PACKAGES = resolve(LIBRARY, '../../node_modules')
const CHILD = join(import.meta.dirname, 'child.ts')
/** One module's. */
const CACHE_FILE_MIB = 16

export interface Limits {
  /** Of JavaScript objects, and of all that the process may write to, in MiB. */
  readonly heapMiB: number
  readonly dataMiB: number
  /** Of a core. */
  readonly cpuSeconds: number
}

/** A folder with what V8 made of the code that children load, so that the next need not (Node's compile cache). */
export interface CompileCache {
  readonly folder: string
  /** Only a child that reads nothing of anybody's may write to it. */
  readonly fill?: boolean
}

export interface Command {
  readonly file: string
  readonly args: readonly string[]
}

/**
 * A Node that may read the code of this library and its packages, and do nothing else with files, processes, threads or native code.
 * In Node 24 this permission model knows no network: `inBubble` is what takes that away.
 */
function node({ heapMiB }: Limits, program: string, cache?: CompileCache): string[] {
  const readable = [LIBRARY, PACKAGES].map(folder => `--allow-fs-read=${folder}/`)
  // Node reads from no cache to which it may not write; that nobody writes there is left to the bubble.
  const cached = cache ? [`--allow-fs-read=${cache.folder}/`, `--allow-fs-write=${cache.folder}/`] : []
  const memory = [`--max-old-space-size=${heapMiB}`, '--no-warnings']
  const closed = ['--permission', ...readable, ...cached, '--disallow-code-generation-from-strings']
  return [process.execPath, ...closed, ...memory, program]
}

/** No core dump, no file, bounded memory and time; kept by the kernel, so that no defect of Node's lifts them. */
function limited({ dataMiB, cpuSeconds }: Limits, command: readonly string[], fileMiB = 0): Command {
  const files = `ulimit -f ${fileMiB * 2_048}`
  const set = [`ulimit -c 0`, files, `ulimit -t ${cpuSeconds}`, `ulimit -d ${dataMiB * 1024}`]
  // The first to go when memory is short, before whoever waits for it.
  const first = '{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null;'
  return { file: '/bin/sh', args: ['-c', `${first} ${set.join(' && ')} && exec "$@"`, 'sh', ...command] }
}

/** Bubblewrap: no network, no other process, no user, no file but the system's programs, Node and this code, all read-only. */
const bubble = (cache?: CompileCache): string[] => [
  ...['bwrap', '--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv'],
  ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/bin', '/bin'],
  ...['--ro-bind-try', '/lib', '/lib', '--ro-bind-try', '/lib64', '/lib64'],
  ...['--tmpfs', '/tmp', '--dev', '/dev'],
  ...[PACKAGES, LIBRARY, dirname(process.execPath)].flatMap(folder => ['--ro-bind', folder, folder]),
  ...(cache ? [cache.fill ? '--bind-try' : '--ro-bind-try', cache.folder, cache.folder] : []),
  ...(cache ? ['--setenv', 'NODE_COMPILE_CACHE', cache.folder] : []),
  ...['--remount-ro', '/tmp', '--remount-ro', '/', '--chdir', '/', '--'],
]

export const alone = (limits: Limits, program = CHILD): Command => limited(limits, node(limits, program))
export const inBubble = (limits: Limits, program = CHILD, cache?: CompileCache): Command =>
  limited(limits, [...bubble(cache), ...node(limits, program, cache)], cache?.fill ? CACHE_FILE_MIB : 0)
