import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { memoryOf } from '../../e2e/support/memory.ts'

const [LOOK_MS, STILL_MS] = [5, 150]

interface Program {
  readonly name: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
}

/**
 * The most that was resident of a program that takes `input` on its standard input, in MiB (VmHWM). It ends in milliseconds and takes that with
 * it, so the last byte is kept back until it grows no more. Throws where it fails.
 */
export async function memoryOfProgram({ name, args, cwd, env }: Program, input: Uint8Array): Promise<number> {
  const program = spawn(name, args, { cwd, env, stdio: ['pipe', 'ignore', 'ignore'] })
  const ended = new Promise<number | null>((resolve, reject) => program.once('close', resolve).once('error', reject))
  let status: number | null | undefined
  void ended.then(code => {
    status = code
  })
  let [peak, grew] = [0, performance.now()]
  const look = () => {
    const { resident = 0 } = (program.pid && memoryOf(program.pid)) || {}
    if (resident <= peak) return
    peak = resident
    grew = performance.now()
  }
  program.stdin.write(input.subarray(0, -1))
  for (; status === undefined && performance.now() - grew < STILL_MS; await sleep(LOOK_MS)) look()
  program.stdin.end(input.subarray(-1))
  for (; status === undefined; await sleep(1)) look()
  if ((await ended) !== 0) throw new Error(`${name} ${args[0]} ended with ${status}`)
  return peak
}
