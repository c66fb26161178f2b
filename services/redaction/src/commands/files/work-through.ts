import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Reader, Store, Transaction } from '@amparo/store'
import { messages } from '../messages.ts'

export interface WorkThrough<T> {
  readonly store: Pick<Store, 'run' | 'statement'>
  readonly now: Clock
  readonly log: Log
  /** Of what: stands in the log of the service if it fails. */
  readonly name: string
  readonly next: (reader: Pick<Reader, 'sql'>, now: Date) => Promise<T | undefined>
  readonly work: (one: T) => Promise<void>
  /** Its turn comes later than that of all others. */
  readonly postpone: (tx: Transaction, one: T, now: Date) => Promise<unknown>
}

/** Does what is due, one after the other. What throws is tried again later, and holds up nothing else. */
export async function workThrough<T>(
  { store, now, log, name, next, work, postpone }: WorkThrough<T>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const one = await next({ sql: store.statement }, now())
    if (one === undefined || signal.aborted) return
    try {
      await work(one)
    } catch (error) {
      messages['upkeep.failed'](log, { name }, error)
      await store.run(tx => postpone(tx, one, now()))
    }
  }
}
