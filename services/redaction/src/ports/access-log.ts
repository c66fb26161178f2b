import type { Append, EntryInit } from '@amparo/asking'
import { create, EntrySchema, toBinary } from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import { acting } from '@amparo/observability'

/** So many characters of a code the log takes at most. */
export const MOST_CODE = 128

/** An entry as it is kept until what it permits is done, which is entered on the same grounds. */
export const kept = (entry: EntryInit): Uint8Array =>
  toBinary(EntrySchema, create(EntrySchema, { ...acting(), ...entry }))

/**
 * For what is done in steps that may be broken off: the entry comes first, under an id that is kept for it, and one that stands there
 * since an earlier try does, with the time of that try. It gives no receipt: nothing is disclosed on it.
 */
export async function enterOnce(append: Append, entry: EntryInit): Promise<void> {
  try {
    await append(entry)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'log_entry_id_reused') throw error
  }
}
