import { fork } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * At a first start every process would compile the same modules and write them down beside the others, which was half of all that
 * a first start costs. One does it for all, while keys are drawn and databases made. Its failure is none: whoever loads a module
 * that cannot be loaded says so.
 */
export async function compileOnce(signal?: AbortSignal): Promise<void> {
  const cache = process.env['NODE_COMPILE_CACHE']
  if (!cache || hasEntries(cache)) return
  const child = fork(fileURLToPath(new URL('../../compile-services.ts', import.meta.url)), {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: cache },
  })
  const stop = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', stop)
  await new Promise<void>(resolve => child.once('error', () => resolve()).once('exit', () => resolve()))
  signal?.removeEventListener('abort', stop)
}

function hasEntries(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0
  } catch {
    return false
  }
}
