import { Bell } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { messages } from './commands/messages.ts'

export interface Work {
  /** Looks now. */
  kick(): void
  stop(): Promise<void>
}

interface WorkOptions {
  /** Each does one piece, in a transaction of its own, and says whether there was one. */
  readonly pieces: readonly (() => Promise<boolean>)[]
  readonly log: Log
  /** Finds what no kick told of, such as what the clock brings. Default 5 s. */
  readonly pollMs?: number
}

/** Does what is due, one piece after the other; in any number of processes at once, for each piece locks its own row. */
export function startWork({ pieces, log, pollMs = 5_000 }: WorkOptions): Work {
  const bell = new Bell()
  const stopped = new AbortController()
  // One that fails holds up no other.
  const tried = (piece: () => Promise<boolean>) =>
    piece().catch((error: unknown) => {
      messages['referral.work_failed'](log, {}, error)
      return false
    })
  const done = (async () => {
    while (!stopped.signal.aborted) {
      let more = false
      for (const piece of pieces) if (!stopped.signal.aborted && (await tried(piece))) more = true
      if (!more) await bell.wait(pollMs, stopped.signal)
    }
  })()
  return {
    kick: () => bell.ring(),
    stop: async () => {
      stopped.abort()
      await done
    },
  }
}
