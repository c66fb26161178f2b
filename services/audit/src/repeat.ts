import { setTimeout } from 'node:timers/promises'

/** Again and again, with a pause after each, until it is told to end. Throws what a round throws. */
export async function repeat(round: () => Promise<void>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await round()
    if (signal.aborted) return
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/** The same by itself, until it is stopped; `stop` ends when the round at hand has. A round throws nothing. */
export function keepRepeating(
  round: (signal: AbortSignal) => Promise<void>,
  everyMs: number,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = repeat(() => round(stopping.signal), everyMs, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
