import type { Log } from '@amparo/observability'
import { startWork, type Work } from './work.ts'

interface ClockOptions {
  readonly log: Log
  /** Default 1 s. */
  readonly pollMs?: number
}

/** Looks every second, and makes what is due, one after the other; in any number of instances at once. */
export const startClock = (fireDue: () => Promise<boolean>, { log, pollMs = 1_000 }: ClockOptions): Work =>
  startWork({ pieces: [fireDue], log, pollMs })
