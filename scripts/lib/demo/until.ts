import { setTimeout as sleep } from 'node:timers/promises'

const WITHIN_MS = 180_000

/** Waits for what other services or another hub still have to do. Throws an Error that says what did not happen. */
export async function until(what: string, happened: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WITHIN_MS
  while (!(await happened())) {
    if (performance.now() > end) throw new Error(`Waited ${WITHIN_MS / 1000} s in vain until ${what}`)
    await sleep(40)
  }
}
