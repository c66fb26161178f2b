import { lstat, open, rename, rm } from 'node:fs/promises'
import { fileCipher, inChunks } from '@amparo/crypto/bundle'
import { type Api, piecesOf } from '../api/request.ts'
import type { OpenedFile } from '../api/types.ts'
import { afterBreaks } from '../files/going-on.ts'
import { contentOf } from '../files.ts'
import { own } from '../own-refusals.ts'
import { ProblemError } from '../problem.ts'
import { hashesOf, isSameItem } from './file-chunks.ts'
import type { OnProgress } from './upload.ts'

interface Saving {
  /** Of redaction, below which it lies. */
  readonly path: string
  readonly known: OpenedFile
  /** Where to; what has come lies beside it (`.part`) until it is whole. */
  readonly to: string
  readonly onProgress?: OnProgress | undefined
}

/** Throws EEXIST where anything lies there, a link or a device too: `rename` would put the file in its place. */
export async function demandFree(path: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (found) throw Object.assign(new Error(`EEXIST: something lies at '${path}'`), { code: 'EEXIST', path })
}

/** Whenever the line breaks it goes on with the chunk that is missing. */
export async function saveFile(api: Api<'redaction'>, { path, known, to, onProgress }: Saving): Promise<void> {
  const part = `${to}.part`
  for (const nextTry = afterBreaks(undefined); ; ) {
    const { came, whole, failed } = await fetchMissing(api, { path, known, to: part, onProgress })
    if (whole) break
    await nextTry({ failed, more: came > 0, begun: true })
  }
  if (isSameItem(await hashesOf(part, known.chunkBytes), known)) return rename(part, to)
  await rm(part)
  throw own('file_came_damaged')
}

/** From the first chunk on that is not whole there. Answers how many have come, and what was in the way of more. */
async function fetchMissing(api: Api<'redaction'>, { path, known, to, onProgress = () => {} }: Saving) {
  const cipher = fileCipher(Buffer.from(known.secret, 'base64'), known)
  const room = Buffer.alloc(cipher.sealedChunkBytes)
  const file = await open(to, 'a', 0o600)
  try {
    const first = Math.floor((await file.stat()).size / known.chunkBytes)
    let number = first
    await file.truncate(number * known.chunkBytes)
    const coming = async () => {
      const headers = { range: `bytes=${number * cipher.sealedChunkBytes}-` }
      const { body } = await api.bytes('redaction', contentOf(known.fileId, path), { method: 'GET', headers })
      for await (const chunk of inChunks(piecesOf(body), room.length, room)) {
        // What a line that broke has left of a chunk comes again.
        if (chunk.byteLength < Math.min(room.length, cipher.sealedSize - number * room.length)) return
        await file.writeFile(opened(cipher, number, chunk, room))
        number += 1
        onProgress(Math.min(number * cipher.sealedChunkBytes, cipher.sealedSize), cipher.sealedSize)
      }
    }
    const failed = number < cipher.chunks ? await coming().catch(refusal) : undefined
    await file.sync()
    return { came: number - first, whole: number >= cipher.chunks, failed }
  } finally {
    await file.close()
  }
}

/** What is no refusal (a disk that is full, say) ends it. */
function refusal(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  throw error
}

/** Where it lies. */
function opened(cipher: ReturnType<typeof fileCipher>, number: number, chunk: Uint8Array, room: Buffer): Buffer {
  try {
    return cipher.open(number, chunk, room)
  } catch (cause) {
    throw own('file_came_damaged', { cause })
  }
}
