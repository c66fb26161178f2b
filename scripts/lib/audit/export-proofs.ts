import { EntrySchema, fromBinary } from '@amparo/contracts'
import { parseCheckpoint, parseNote, parseProof } from '@amparo/crypto/tlog'
import { readShown } from './shown-entry.ts'
import { SourceError } from './source.ts'

/** A proof of one entry, as it goes into a folder. */
interface NamedProof {
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * Proofs of entries, each named by the entry that it shows; unverified, as the log is. Throws SourceError on what is no proof, on two of one entry, and
 * on one whose head the folder's log of `size` entries has not reached: there nothing could be compared with it.
 */
export function namedProofs(files: readonly Uint8Array[], size: number): NamedProof[] {
  const named = files.map(bytes => {
    const { entryId, under } = shownIn(bytes)
    if (under > size)
      throw new SourceError(`The proof of ${entryId} is of a head that is not published yet; try again.`)
    return { path: `entries/${entryId}.tlog-proof`, bytes }
  })
  if (new Set(named.map(({ path }) => path)).size < named.length) throw new SourceError('Two proofs are of one entry.')
  return named
}

function shownIn(bytes: Uint8Array): { readonly entryId: string; readonly under: number } {
  try {
    const { checkpoint, extra } = parseProof(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const { entryId } = fromBinary(EntrySchema, readShown(extra).actor.bytes)
    if (!/^[0-9a-f-]{36}$/.test(entryId)) throw new TypeError('no entry has such an id')
    return { entryId, under: parseCheckpoint(parseNote(checkpoint).text).size }
  } catch {
    throw new SourceError('What is given as a proof of an entry is none.')
  }
}
