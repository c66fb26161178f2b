import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { COMPILE_CACHE } from './start-command.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export interface Child {
  readonly process: ChildProcess
  /** What it has written so far, both streams together. */
  output(): string
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  /** Asks it to end, and waits. */
  stop(): Promise<number | NodeJS.Signals>
}

/** A program with an environment of PATH, what is compiled and `env` alone, started in the project's folder or in another. */
export function run(file: string, args: readonly string[], env: Record<string, string> = {}, cwd = ROOT): Child {
  const child = spawn(file, args, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1))
  })
  return {
    process: child,
    output: () => output,
    ended,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Runs a script of the project to its end, with options of Node before it, in a folder where the project stands. Rejects with what it said if it fails. */
export async function scriptIn(folder: string, ...args: readonly string[]): Promise<string> {
  const child = run(process.execPath, args, {}, folder)
  const code = await child.ended
  if (code !== 0) throw new Error(`${args.slice(0, 2).join(' ')} ended with ${code}:\n${child.output()}`)
  return child.output()
}
