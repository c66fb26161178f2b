import { hash, randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import {
  type CipheredFile,
  FILE_SECRET_BYTES,
  fileCipher,
  type ItemHashes,
  inChunks,
  MIN_CHUNK_BYTES,
  rootOf,
} from '@amparo/crypto/bundle'
import { type Api, createApi } from '../api/request.ts'
import type { OpenedFile, ReferralFiles } from '../api/types.ts'
import type { ClientOptions } from '../client.ts'
import { contentOf, type Files, fileOf, files, TUS } from '../files.ts'
import { fetchSealCertificate, fetchViewSigner } from '../trusted-certificate.ts'
import { hashesOf, isSameItem, readChunk } from './file-chunks.ts'

/**
 * An upload as it stands: to be kept, as JSON, until it has ended, for whoever may read the file itself. With it another process goes on
 * where this one was killed.
 */
export interface Upload extends ItemHashes, CipheredFile {
  readonly fileId: string
  /** Base64. */
  readonly secret: string
  /** SHA-256 of each chunk, hex: the file is not read again from its beginning to go on with it. */
  readonly chunks: readonly string[]
}

export interface FileState {
  readonly fileId: string
  readonly state: 'uploading' | 'received' | 'quarantined' | 'kept' | 'refused'
  /** Of a refusal after it had been verified. */
  readonly code: string | null
  /** Of the encrypted file, in bytes. */
  readonly size: number
  readonly received: number
}

/** Called with bytes of the encrypted file. */
export type OnProgress = (done: number, size: number) => void

export interface FileTransfers {
  /**
   * Reads the file once for its hashes, and tells redaction what will come. In chunks of 4 to 16 MiB, of which a process holds one: the least
   * if nothing else is said.
   */
  beginUpload(subjectRef: string, path: string, mediaType: string, chunkBytes?: number): Promise<Upload>
  /** Sends what has not arrived, encrypted here. Throws an Error if what is to be sent is not what it was at the beginning. */
  continueUpload(upload: Upload, path: string, onProgress?: OnProgress): Promise<void>
  stateOf(fileId: string): Promise<FileState>
  /**
   * Writes the file to `path`, once it is whole and verified; what has come until then lies beside it (`.part`), and is not fetched again.
   * Each call is an entry in the log.
   */
  download(subjectRef: string, fileId: string, path: string, onProgress?: OnProgress): Promise<void>
  /** To the other agency of a referral of that person, in another hub; once, however often it is asked for with that key. */
  handOver: Files['handOverFile']
  /** What the agency keeps of the person, has handed over with a referral, and was given. */
  filesOf(referralId: string): Promise<ReferralFiles>
  /** Of one that came with a referral, as `download`. */
  downloadReceived(referralId: string, fileId: string, path: string, onProgress?: OnProgress): Promise<void>
}

/** In the first request: over a thin line it ends within the time that a service gives it. After a quick one as much more is sent. */
const FIRST_BYTES = 1024 ** 2
const QUICK_MS = 1_000
/** `fetch` makes a copy of what it sends. */
const MOST_BYTES = 4 * FIRST_BYTES

export function fileTransfers(options: ClientOptions): FileTransfers {
  const { urls, hub, session, jurisdictionCert } = options
  const now = options.now ?? (() => new Date())
  const api = createApi({ urls, session, fetch: options.fetch ?? fetch })
  const trusting = { hub, jurisdictionCert, now }
  const sealing = { session, sealCertificate: fetchSealCertificate(api, trusting), now }
  const { beginFile, openFile, openReceivedFile, handOverFile, filesOf } = files(api, {
    ...sealing,
    viewSigner: fetchViewSigner(api, trusting),
  })

  async function writeTo(path: string, known: OpenedFile, onProgress?: OnProgress): Promise<void> {
    const part = `${path}.part`
    await fetchMissing(api, known, part, onProgress)
    if (isSameItem(await hashesOf(part, known.chunkBytes), known)) return rename(part, path)
    await rm(part)
    throw new Error('what came is not the file that is kept')
  }

  return {
    async beginUpload(subjectRef, path, mediaType, chunkBytes = MIN_CHUNK_BYTES) {
      const { chunks, ...hashes } = await hashesOf(path, chunkBytes)
      const secret = randomBytes(FILE_SECRET_BYTES).toString('base64')
      const file = { ...hashes, chunkBytes, secret }
      const { fileId } = await beginFile(subjectRef, { mediaType, ...file })
      return { ...file, fileId, chunks }
    },
    continueUpload: (upload, path, onProgress) => sendMissing(api, upload, path, onProgress),
    stateOf: fileId => api.get('redaction', fileOf(fileId)),
    download: async (subjectRef, fileId, path, onProgress) =>
      writeTo(path, await openFile(subjectRef, fileId), onProgress),
    handOver: handOverFile,
    filesOf,
    downloadReceived: async (referralId, fileId, path, onProgress) =>
      writeTo(path, await openReceivedFile(referralId, fileId), onProgress),
  }
}

const cipherOf = (file: CipheredFile & { readonly secret: string }) =>
  fileCipher(Buffer.from(file.secret, 'base64'), file)

async function sendMissing(api: Api, upload: Upload, path: string, onProgress: OnProgress = () => {}): Promise<void> {
  const { fileId, chunkBytes, chunks } = upload
  const changed = () => new Error('the file has changed since its upload began')
  if (rootOf(chunks) !== upload.root) throw changed()
  const cipher = cipherOf(upload)
  const room = new Uint8Array(cipher.sealedChunkBytes)
  const file = await open(path)
  try {
    if ((await file.stat()).size !== upload.size) throw changed()
    let at = offsetOf(await api.bytes('redaction', contentOf(fileId), { method: 'HEAD', headers: TUS }))
    let most = FIRST_BYTES
    onProgress(at, cipher.sealedSize)
    while (at < cipher.sealedSize) {
      const number = Math.floor(at / cipher.sealedChunkBytes)
      const chunk = await readChunk(file, number, room.subarray(0, chunkBytes))
      // Written to in between: one key and nonce must not serve for two contents.
      if (hash('sha256', chunk) !== chunks[number]) throw changed()
      // Encrypted where it lies: each slice is read before it is written.
      const sealed = inRoom(cipher.sealSlices(number, chunk), room)
      const start = number * cipher.sealedChunkBytes
      while (at < start + sealed.byteLength) {
        const began = performance.now()
        at = await sendPiece(api, fileId, at, sealed.subarray(at - start, at - start + most))
        if (performance.now() - began < QUICK_MS) most = Math.min(2 * most, MOST_BYTES)
        onProgress(at, cipher.sealedSize)
      }
    }
  } finally {
    await file.close()
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

async function sendPiece(api: Api, fileId: string, at: number, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const headers = { ...TUS, 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' }
  const next = offsetOf(await api.bytes('redaction', contentOf(fileId), { method: 'PATCH', headers, body }))
  if (next <= at || next > at + body.byteLength) throw new Error('the hub has not taken what was sent')
  return next
}

function offsetOf({ headers }: Response): number {
  const offset = Number(headers.get('upload-offset') ?? Number.NaN)
  if (!Number.isSafeInteger(offset) || offset < 0) throw new Error('the hub does not say how much has arrived')
  return offset
}

/** From the first chunk on that is not whole in `part`. */
async function fetchMissing(
  api: Api,
  known: OpenedFile,
  part: string,
  onProgress: OnProgress = () => {},
): Promise<void> {
  const cipher = cipherOf(known)
  const file = await open(part, 'a', 0o600)
  try {
    let number = Math.floor((await file.stat()).size / known.chunkBytes)
    await file.truncate(number * known.chunkBytes)
    if (number >= cipher.chunks) return
    const headers = { range: `bytes=${number * cipher.sealedChunkBytes}-` }
    const { body } = await api.bytes('redaction', contentOf(known.fileId), { method: 'GET', headers })
    const room = Buffer.alloc(cipher.sealedChunkBytes)
    for await (const chunk of inChunks(body ?? [], room.length, room)) {
      // Decrypted where it lies.
      await file.writeFile(cipher.open(number++, chunk, room))
      onProgress(Math.min(number * cipher.sealedChunkBytes, cipher.sealedSize), cipher.sealedSize)
    }
    await file.sync()
  } finally {
    await file.close()
  }
}
