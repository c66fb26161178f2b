import { hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { fileCipher, rootOf } from '@amparo/crypto/bundle'
import type { Api } from '../api/request.ts'
import { afterBreaks } from '../files/going-on.ts'
import { contentOf, TUS } from '../files.ts'
import { own } from '../own-refusals.ts'
import { ProblemError } from '../problem.ts'
import { readChunk } from './file-chunks.ts'
import type { OnProgress, Upload } from './upload.ts'

/** In the first request: over a thin line it ends within the time that a service gives it. After a quick one as much more is sent. */
const FIRST_BYTES = 1024 ** 2
const QUICK_MS = 1_000
/** `fetch` makes a copy of what it sends. */
const MOST_BYTES = 4 * FIRST_BYTES
/** Two of this sender's were under way: the hub says again how much it has. */
const ELSEWHERE = 'upload_offset_differs'

interface Sending {
  readonly upload: Upload
  /** Of redaction, below which it goes. */
  readonly path: string
  readonly from: string
  readonly onProgress?: OnProgress | undefined
}

/** Whenever the line breaks it asks how much has arrived, and goes on there. */
export async function sendFile(api: Api<'redaction'>, { upload, path, from, onProgress }: Sending): Promise<void> {
  if (rootOf(upload.chunks) !== upload.root) throw own('file_not_the_same')
  const file = await open(from)
  try {
    if ((await file.stat()).size !== upload.size) throw own('file_not_the_same')
    const place = contentOf(upload.fileId, path)
    let arrived = -1
    for (const nextTry = afterBreaks(undefined); ; ) {
      const before = arrived
      const noting: OnProgress = (done, size) => {
        arrived = done
        onProgress?.(done, size)
      }
      const failed = await sendMissing(api, { upload, place, file, onProgress: noting }).then(() => undefined, refusal)
      if (failed === undefined) return
      await nextTry({ failed, more: arrived > before, begun: arrived >= 0 })
    }
  } finally {
    await file.close()
  }
}

interface Missing {
  readonly upload: Upload
  readonly place: string
  readonly file: FileHandle
  readonly onProgress: OnProgress
}

async function sendMissing(api: Api<'redaction'>, { upload, place, file, onProgress }: Missing): Promise<void> {
  const { chunkBytes, chunks } = upload
  const cipher = fileCipher(Buffer.from(upload.secret, 'base64'), upload)
  const room = new Uint8Array(cipher.sealedChunkBytes)
  let at = offsetOf(await api.bytes('redaction', place, { method: 'HEAD', headers: TUS }))
  let most = FIRST_BYTES
  onProgress(at, cipher.sealedSize)
  while (at < cipher.sealedSize) {
    const number = Math.floor(at / cipher.sealedChunkBytes)
    const chunk = await readChunk(file, number, room.subarray(0, chunkBytes))
    // Written to in between: one key and nonce must not serve for two contents.
    if (hash('sha256', chunk) !== chunks[number]) throw own('file_not_the_same')
    // Encrypted where it lies: each slice is read before it is written.
    const sealed = inRoom(cipher.sealSlices(number, chunk), room)
    const start = number * cipher.sealedChunkBytes
    while (at < start + sealed.byteLength) {
      const began = performance.now()
      at = await sendPiece(api, place, at, sealed.subarray(at - start, at - start + most))
      if (performance.now() - began < QUICK_MS) most = Math.min(2 * most, MOST_BYTES)
      onProgress(at, cipher.sealedSize)
    }
  }
}

function inRoom(slices: Iterable<Uint8Array>, room: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let at = 0
  for (const slice of slices) {
    room.set(slice, at)
    at += slice.byteLength
  }
  return room.subarray(0, at)
}

async function sendPiece(
  api: Api<'redaction'>,
  place: string,
  at: number,
  body: Uint8Array<ArrayBuffer>,
): Promise<number> {
  const headers = { ...TUS, 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' }
  const next = offsetOf(await api.bytes('redaction', place, { method: 'PATCH', headers, body }))
  if (next <= at || next > at + body.byteLength) throw own('unexpected_answer')
  return next
}

function offsetOf({ headers }: Response): number {
  const offset = Number(headers.get('upload-offset') ?? Number.NaN)
  if (!Number.isSafeInteger(offset) || offset < 0) throw own('unexpected_answer')
  return offset
}

/** What is no refusal (a file that cannot be read, say) ends it; so does the hub's, but where two requests overlapped. */
function refusal(error: unknown): ProblemError {
  if (!(error instanceof ProblemError)) throw error
  return error.code === ELSEWHERE ? own('hub_unreachable', { cause: error }) : error
}
