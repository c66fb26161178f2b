import { setTimeout } from 'node:timers/promises'

/** Again and again, with a pause after each, until it is told to end. Throws what a round throws. */
export async function repeat(round: () => Promise<void>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await round()
    if (signal.aborted) return
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
