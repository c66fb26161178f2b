/** Steps of the check: a command or a function, at most a few at once, a line each, output only of the ones that failed. */
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import type { Skipped } from './skipped.ts'

export const root = join(import.meta.dirname, '..', '..')

export type Outcome = {
  passed: number
  failed: number
  skipped: number
  /** Where, a line each. */
  skippedIn?: Skipped[]
  output: string
  /** What failed, a few lines each; where it is missing, the end of the output says. */
  failures?: string[]
  note?: string
}
export type Step = { name: string; run: () => Promise<Outcome> }
export type Result = Outcome & { name: string }

const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }

/** Runs a tool of this project (node_modules/.bin comes first); never rejects: what cannot be started has failed. */
export function exec(
  command: string,
  args: readonly string[],
  { env = {}, show = false }: { env?: Record<string, string>; show?: boolean } = {},
): Promise<{ code: number; output: string }> {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...colours, DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', ...env, PATH: path },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    shell: process.platform === 'win32',
  })
  return new Promise(resolve => {
    let output = ''
    child.stdout?.on('data', chunk => {
      output += chunk
    })
    child.stderr?.on('data', chunk => {
      output += chunk
    })
    child.on('error', error => resolve({ code: 1, output: `${command}: ${error.message}` }))
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output}\nstopped by ${signal}` : output }),
    )
  })
}

export const verdict = (ok: boolean, output: string, note?: string): Outcome => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  skipped: 0,
  output,
  ...(note === undefined ? {} : { note }),
})

/** A step that is one command: passes if it exits with 0. */
export const command = (name: string, tool: string, ...args: string[]): Step => ({
  name,
  run: async () => {
    const { code, output } = await exec(tool, args)
    return verdict(code === 0, output)
  },
})

/** Runs the steps in order, `atOnce` side by side. A step that throws has failed. */
export async function runSteps(steps: readonly Step[], atOnce: number): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...steps]
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await runStep(step))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

const LAST_LINES = 10

/** What failed in a step, to be said once more after everything else: what failed first is far up by then. */
export const failuresOf = ({ failures, output }: Outcome): string[] =>
  failures?.length ? failures : output.trim() ? [output.trimEnd().split('\n').slice(-LAST_LINES).join('\n')] : []

async function runStep({ name, run }: Step): Promise<Result> {
  const began = performance.now()
  const outcome = await run().catch((error: unknown) =>
    verdict(false, error instanceof Error ? (error.stack ?? error.message) : String(error)),
  )
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const note = outcome.note ? `  ${outcome.note}` : ''
  console.log(`${outcome.failed === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(34)} ${seconds.padStart(6)} s${note}`)
  if (outcome.failed > 0 && outcome.output.trim()) console.log(`\n${outcome.output.trimEnd()}\n`)
  return { name, ...outcome }
}
