import type { Lease } from '@amparo/store'
import type { IndexKey } from '../store/index-key.ts'

/** What one key indexes of one kind. */
export interface ToIndex<T> {
  /** So many that another key has indexed, or none, after that one, in the order of their ids. */
  readonly after: (id: string | undefined, limit: number) => Promise<readonly T[]>
  readonly idOf: (one: T) => string
  readonly index: (one: T) => Promise<void>
}

/** By whom all of a kind is indexed: the key of now, while the lease is held and until the signal. */
export interface Indexing {
  readonly index: IndexKey
  readonly lease: Lease
  readonly signal: AbortSignal
}

const AT_ONCE = 100

/** Whatever is not indexed. One that cannot be opened is left for the next time. */
export async function indexEach<T>({ after, idOf, index }: ToIndex<T>, signal: AbortSignal): Promise<void> {
  let last: T | undefined
  do {
    const found = await after(last && idOf(last), AT_ONCE)
    for (const one of found) {
      if (signal.aborted) return
      await index(one).catch(() => undefined)
    }
    last = found.at(-1)
  } while (last !== undefined)
}
