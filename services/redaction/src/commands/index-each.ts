import { AppError } from '@amparo/kernel'
import type { Lease } from '@amparo/store'
import { isGone } from '../queries/open-held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import type { IndexKey } from '../store/index-key.ts'

/** What one key indexes of one kind. */
export interface ToIndex<T, O> {
  /** So many that another key has indexed, or none, after that one, in the order of their ids. */
  readonly after: (id: string | undefined, limit: number) => Promise<readonly T[]>
  readonly idOf: (one: T) => string
  readonly subjectOf: (one: T) => string
  readonly open: (one: T) => Promise<O>
  readonly save: (one: T, opened: O) => Promise<void>
}

/** By whom all of a kind is indexed: the key of now, while the lease is held and until the signal. */
export interface Indexing {
  readonly index: IndexKey
  readonly lease: Lease
  readonly signal: AbortSignal
  readonly counted: Counted
}

export interface Counted {
  done: number
  /** Can never be opened again. */
  failed: number
  /** Once their key-encryption key is back. */
  left: number
}

const AT_ONCE = 100

/** Whatever is not indexed, save what cannot be opened. Throws what holds for everybody: a database that is away, a lease that was lost. */
export async function indexEach<T, O>(
  { after, idOf, subjectOf, open, save }: ToIndex<T, O>,
  keys: Pick<DataKeys, 'has'>,
  { signal, counted }: Pick<Indexing, 'signal' | 'counted'>,
): Promise<void> {
  let last: T | undefined
  do {
    const found = await after(last && idOf(last), AT_ONCE)
    for (const one of found) {
      if (signal.aborted) return
      const opened = await orCounted(keys, counted, subjectOf(one), () => open(one))
      if (opened === undefined) continue
      await save(one, opened)
      counted.done++
    }
    last = found.at(-1)
  } while (last !== undefined)
}

/** Undefined, and counted: it cannot be opened. */
export async function orCounted<O>(
  keys: Pick<DataKeys, 'has'>,
  counted: Counted,
  subjectId: string,
  open: () => Promise<O>,
): Promise<O | undefined> {
  try {
    return await open()
  } catch (error) {
    // The other people's keys are wrapped by others: they are not waited with.
    if (error instanceof AppError && error.code === 'key_encryption_key_missing') counted.left++
    else if (await isGone(keys, subjectId, error)) counted.failed++
    else throw error
    return undefined
  }
}
