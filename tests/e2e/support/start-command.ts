import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** One for all: a start on a folder of its own would compile everything anew. */
export const COMPILE_CACHE = `${ROOT}/.state/cache`

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Command {
  readonly pid: number
  /** Everything it has written so far. */
  output(): string
  /** Resolves when it has written this. Rejects with its output if it ends before. */
  says(text: string | RegExp): Promise<void>
  readonly ended: Promise<Ended>
  /** To the process alone (as npm's parent does) or to its whole group (as a terminal does). */
  signal(signal: NodeJS.Signals, to?: 'alone' | 'group'): void
}

/** Runs scripts/<name> as a person would, with umask 0: nothing may depend on that being careful. */
export function run(
  name: 'start.ts' | 'demo.ts' | 'code.ts' | 'hub-invite.ts' | 'hub-join.ts' | 'bootstrap.mjs',
  args: readonly string[],
  env = {},
): Command {
  const child = spawn(
    '/bin/sh',
    ['-c', 'umask 0; exec "$0" "$@"', process.execPath, `${ROOT}/scripts/${name}`, ...args],
    {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
    },
  )
  return command(child)
}

/** What it says and how it ends, for one that ends by itself. */
export async function outcome(of: Command): Promise<{ code: number | null; output: string }> {
  const { code } = await of.ended
  return { code, output: of.output() }
}

function command(child: ChildProcess): Command {
  let output = ''
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const check of waiting) check()
  }
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      wake()
    })
  let over: Ended | undefined
  const ended = new Promise<Ended>(resolve => {
    child.once('close', (code, signal) => {
      over = { code, signal }
      resolve(over)
      wake()
    })
  })
  const pid = child.pid ?? 0
  return {
    pid,
    ended,
    output: () => output,
    says: text =>
      new Promise((resolve, reject) => {
        const check = () => {
          const said = typeof text === 'string' ? output.includes(text) : text.test(output)
          if (!said && !over) return
          waiting.delete(check)
          if (said) resolve()
          else reject(new Error(`It ended (${over?.code ?? over?.signal}) and did not say ${text}:\n${output}`))
        }
        waiting.add(check)
        check()
      }),
    signal: (signal, to = 'alone') => process.kill(to === 'group' ? -pid : pid, signal),
  }
}
