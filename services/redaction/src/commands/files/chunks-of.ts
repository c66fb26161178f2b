import { fileCipher, inChunks } from '@amparo/crypto/bundle'
import type { Store } from '@amparo/store'
import { type FileKept, type FileTerms, piecesFrom } from '../../store/files.ts'

/** A file in clear, a chunk at a time, which lies in the same place as the one before. Throws record_unreadable for a chunk that is not the one of its place. */
export async function* chunksOf(
  store: Pick<Store, 'read'>,
  file: FileKept,
  terms: FileTerms,
): AsyncGenerator<Uint8Array> {
  const cipher = fileCipher(Buffer.from(terms.secret, 'base64'), terms)
  const [sealed, room] = [Buffer.alloc(cipher.sealedChunkBytes), Buffer.alloc(terms.chunkBytes)]
  let number = 0
  for await (const chunk of inChunks(piecesFrom(store, file, 0), cipher.sealedChunkBytes, sealed))
    yield cipher.open(number++, chunk, room)
}
