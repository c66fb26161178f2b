import { type KeyObject, randomBytes } from 'node:crypto'
import { codesFrom } from '@amparo/contracts'
import { FILE_SECRET_BYTES, fileCipher, inChunks, type Manifest } from '@amparo/crypto/bundle'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store, Transaction } from '@amparo/store'
import { type FileArrival, saveOpening } from '../../store/file-arrivals.ts'
import { addFile, appendPiece, type FileTerms, notFlushed } from '../../store/files.ts'
import { PIECE_BYTES } from './take-upload.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'run'>
  readonly now: Clock
  readonly newId: NewId
}

/** What becomes of a bundle's chunks. */
export interface Rewritten {
  readonly fileId: string
  /** To be called for each chunk, in order. */
  readonly take: (chunk: Uint8Array, manifest: Manifest) => Promise<void>
  /** After the last chunk. */
  readonly terms: () => FileTerms
}

/**
 * Chunks out of a bundle, encrypted anew as every file here is: under a secret of its own, which stands under the person's key. The agency's
 * key is kept for some days only; erasing the person ends this file too.
 */
export function rewriting({ hub, store, now, newId }: Deps, arrival: FileArrival, key: KeyObject): Rewritten {
  const fileId = newId()
  let begun: { readonly terms: FileTerms; readonly cipher: ReturnType<typeof fileCipher> } | undefined
  const room = Buffer.alloc(PIECE_BYTES)
  let number = 0
  let at = 0

  async function begin(manifest: Manifest): Promise<NonNullable<typeof begun>> {
    const { item, mediaType, size, chunkBytes, root, sha256, sha512_256 } = manifest
    const secret = randomBytes(FILE_SECRET_BYTES)
    const file = { item, mediaType, size, chunkBytes, root, sha256, sha512_256 }
    // What a request names, exchange has the codes of.
    const itemCodes = arrival.subjectId === null ? undefined : codesFrom(manifest)
    const coded = { ...file, ...(itemCodes && { itemCodes }) }
    const terms: FileTerms = { user: '', secret: secret.toString('base64'), ...coded, custody: [] }
    const cipher = fileCipher(secret, manifest)
    const { subjectId, referralId, toAgency: agencyId } = arrival
    const owner =
      subjectId === null
        ? { subjectId, requestId: referralId, itemId: item }
        : { subjectId, requestId: null, itemId: null }
    const of = { fileId, ...owner, referralId, by: { hub, agencyId }, size: cipher.sealedSize, at: now() }
    await store.run(async tx => {
      await addFile(tx, of, terms, key)
      await saveOpening(tx, arrival, fileId)
    })
    return { terms, cipher }
  }

  /** It counts with keepFile. */
  async function append(tx: Transaction, piece: Uint8Array): Promise<boolean> {
    await notFlushed(tx)
    return appendPiece(tx, { fileId, at, bytes: piece, now: now() })
  }

  return {
    fileId,
    async take(chunk, manifest) {
      begun ??= await begin(manifest)
      for await (const piece of inChunks(begun.cipher.sealSlices(number++, chunk), PIECE_BYTES, room)) {
        if (!(await store.run(tx => append(tx, piece))))
          throw new TypeError('somebody else writes what comes out of a bundle')
        at += piece.byteLength
      }
    },
    terms() {
      if (begun === undefined) throw new TypeError('a bundle without chunks')
      return begun.terms
    },
  }
}
