import { setTimeout } from 'node:timers/promises'

const EVERY_MS = 6 * 3_600_000

interface Tending {
  readonly prune: () => Promise<void>
  readonly onError: (error: unknown) => void
}

/** Looks at once, and now and then, whether something is past its time. */
export function tendRetention({ prune, onError }: Tending): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = (async () => {
    while (!signal.aborted) {
      await prune().catch(onError)
      await setTimeout(EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
