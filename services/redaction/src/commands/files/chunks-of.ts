import { fileCipher, inChunks } from '@amparo/crypto/bundle'
import type { Store } from '@amparo/store'
import { type FileKept, type FileTerms, piecesFrom } from '../../store/files.ts'

/** A file in clear as it is read, of which nothing is held. Each piece is given before it is known to be authentic: it counts at the end. */
export const piecesOf = (store: Pick<Store, 'copyOut'>, file: FileKept, terms: FileTerms): AsyncGenerator<Uint8Array> =>
  fileCipher(Buffer.from(terms.secret, 'base64'), terms).openPieces(piecesFrom(store, file, 0))

/**
 * A file in clear, a chunk at a time, which lies in the same place as the one before, decrypted where it was read: this is all of the file
 * that is in memory. Throws record_unreadable for a chunk that is not the one of its place.
 */
export async function* chunksOf(
  store: Pick<Store, 'copyOut'>,
  file: FileKept,
  terms: FileTerms,
): AsyncGenerator<Uint8Array> {
  const cipher = fileCipher(Buffer.from(terms.secret, 'base64'), terms)
  const room = Buffer.alloc(cipher.sealedChunkBytes)
  let number = 0
  for await (const chunk of inChunks(piecesFrom(store, file, 0), room.length, room))
    yield cipher.open(number++, chunk, room)
}
