import { EntrySchema, fromBinary } from '@amparo/contracts'
import { enterLook } from '../commands/enter-look.ts'
import type { ReadingDeps } from '../commands/read-as-logged.ts'
import type { Worker } from '../ports/own-log.ts'

/** That one entry is about to be shown or proved stands in the log before, and in the trail of whom it is of. */
export const noted =
  <T extends { readonly entry: Uint8Array }>(deps: ReadingDeps, code: string, query: (id: string) => Promise<T>) =>
  async (by: Worker, id: string): Promise<T> => {
    const found = await query(id)
    const { subjectRef, referralId } = fromBinary(EntrySchema, found.entry)
    const shown = [{ subjectRef: subjectRef || undefined, referralId: referralId || undefined }]
    await enterLook(deps, by, { code, shown })
    return found
  }
