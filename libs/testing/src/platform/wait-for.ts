import { setTimeout as sleep } from 'node:timers/promises'
import { PlatformError } from './error.ts'

/** How long a test waits for what is to come, in milliseconds: no claim of how long it takes. On a slow machine late is not wrong. */
export const PATIENCE_MS = 300_000

/** Asks until the answer is true (a URL: any 2xx), at most `ms` milliseconds. What the last try threw is the cause. */
export async function waitFor(
  target: string | URL | (() => boolean | Promise<boolean>),
  ms = PATIENCE_MS,
): Promise<void> {
  const ask = typeof target === 'function' ? target : () => answers(target, ms)
  const end = performance.now() + ms
  let cause: unknown
  for (let pause = 5; ; pause = Math.min(pause * 1.5, 200)) {
    try {
      if (await ask()) return
    } catch (error) {
      cause = error
    }
    if (performance.now() + pause > end) break
    await sleep(pause)
  }
  const what = typeof target === 'function' ? 'What was waited for' : `${target}`
  throw new PlatformError('TIMEOUT', `${what} was not ready after ${ms} ms`, { cause })
}

/** What is looked for, once there is something. */
export async function untilFound<T>(find: () => Promise<T | undefined>): Promise<T> {
  const found: T[] = []
  await waitFor(async () => {
    const one = await find()
    if (one !== undefined) found.push(one)
    return one !== undefined
  })
  return found[0] as T
}

async function answers(url: string | URL, ms: number): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(Math.min(ms, 5000)) })
  await response.body?.cancel()
  return response.ok
}
