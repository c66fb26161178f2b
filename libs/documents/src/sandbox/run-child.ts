import { spawn } from 'node:child_process'
import { DocumentRefused } from '../refusal.ts'
import type { Command } from './command.ts'

export interface Bounds {
  readonly milliseconds: number
  /** Of the answer. */
  readonly bytes: number
}

/** One child, from its first byte to its last. It has an empty environment and three pipes, and is killed when it takes too long. */
export function runChild({ file, args }: Command, input: string, bounds: Bounds): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const refuse = (reason: 'document_too_large' | 'document_unprovable'): void => reject(new DocumentRefused(reason))
  const child = spawn(file, args, { cwd: '/', env: {}, stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  child.on('error', () => refuse('document_unprovable'))
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
    // Aborted for lack of memory, or out of processor time.
    else refuse(signal !== null || (code ?? 0) >= 128 ? 'document_too_large' : 'document_unprovable')
  })
  // It may end before it has read everything.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return promise
}
