import { EntrySchema, fromBinary } from '@amparo/contracts'
import { enterLook } from '../commands/enter-look.ts'
import type { Enter, Worker } from '../ports/own-log.ts'

/** That one entry is about to be shown or proved stands in the log before, and in the trail of whom it is of. */
export const noted =
  <T extends { readonly entry: Uint8Array }>(enter: Enter, code: string, query: (id: string) => Promise<T>) =>
  async (by: Worker, id: string): Promise<T> => {
    const found = await query(id)
    const { subjectRef } = fromBinary(EntrySchema, found.entry)
    await enterLook(enter, by, { code, subjectRefs: [subjectRef || undefined] })
    return found
  }
