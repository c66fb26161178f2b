import type { KeyObject } from 'node:crypto'
import type { DataKeys } from '../store/data-keys.ts'
import type { FileOwner } from '../store/files.ts'
import type { OpenHeld } from './open-held.ts'

/** Under which stands what is known of a file: its person's, or that of its request for evidence. Throws when there is none any more. */
export type FileKey = (of: FileOwner) => Promise<KeyObject>

export const fileKey =
  ({ openHeld, keys }: { readonly openHeld: OpenHeld; readonly keys: DataKeys }): FileKey =>
  async ({ subjectId, requestId }) => {
    if (subjectId !== null) return (await openHeld(subjectId)).key
    if (requestId === null) throw new TypeError('a file of nobody')
    return keys.get(requestId)
  }
