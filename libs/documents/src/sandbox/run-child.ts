import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { DocumentRefused, type Refusal } from '../refusal.ts'
import type { Command } from './command.ts'

export interface Bounds {
  readonly milliseconds: number
  /** Of the answer. */
  readonly bytes: number
  /** After which the kernel kills it. */
  readonly cpuSeconds: number
}

const NOT_NOW = 'document_not_now'
/** The shell, and bubblewrap, say so of a program that was killed. */
const KILLED = 128 + constants.signals.SIGKILL

/**
 * One child, from its first byte to its last. It has an empty environment and three pipes, and is killed when it takes too long. One that
 * cannot begin, or that another kills, where memory is short say, is tried once more.
 */
export async function runChild(command: Command, input: string, bounds: Bounds): Promise<string> {
  try {
    return await runOnce(command, input, bounds)
  } catch (error) {
    if (error instanceof DocumentRefused && error.reason === NOT_NOW) return runOnce(command, input, bounds)
    throw error
  }
}

function runOnce({ file, args }: Command, input: string, bounds: Bounds): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const refuse = (reason: Refusal): void => reject(new DocumentRefused(reason))
  const began = performance.now()
  const child = spawn(file, args, { cwd: '/', env: {}, stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  child.on('error', () => refuse(NOT_NOW))
  // Not begun: where the process may open nothing more it has no streams either, and whoever listens to them ends with it.
  if (child.pid === undefined) return promise
  const end = (): void => {
    // The whole group: the shell has become the sandbox, and the sandbox has children.
    const runs = child.exitCode === null && child.signalCode === null
    if (child.pid !== undefined && runs) process.kill(-child.pid, 'SIGKILL')
  }
  const stop = (): void => {
    refuse('document_too_large')
    end()
  }
  const timer = setTimeout(stop, bounds.milliseconds)
  const chunks: Buffer[] = []
  let size = 0
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.byteLength
    if (size > bounds.bytes) stop()
    else chunks.push(chunk)
  })
  child.on('close', (code, signal) => {
    clearTimeout(timer)
    if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'))
    // It may use more than one processor: half its time is the earliest that its time can be over.
    else if ((signal === 'SIGKILL' || code === KILLED) && performance.now() - began < bounds.cpuSeconds * 500)
      refuse(NOT_NOW)
    // Aborted for lack of memory, or out of processor time.
    else refuse(signal !== null || (code ?? 0) >= 128 ? 'document_too_large' : 'document_unprovable')
  })
  // It may end before it has read everything.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return promise
}
