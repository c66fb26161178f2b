import { randomBytes } from 'node:crypto'
import type { ItemUseCode } from '@amparo/contracts'
import { FILE_SECRET_BYTES, MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { createApi } from '../api/request.ts'
import type { OpenedFile, ReferralFiles, RequestFilesView } from '../api/types.ts'
import type { ClientOptions } from '../client.ts'
import { type Files, fileOf, files, type NewFile, PATH } from '../files.ts'
import { speaking } from '../own-refusals.ts'
import { REQUEST_PATH, type RequestFiles, requestFiles } from '../request-files.ts'
import { fetchSealCertificate, fetchViewSigner } from '../trusted-certificate.ts'
import { hashesOf } from './file-chunks.ts'
import { demandFree, saveFile } from './save-file.ts'
import { sendFile } from './send-file.ts'
import type { OnProgress, Upload } from './upload.ts'

export interface FileState {
  readonly fileId: string
  readonly state: 'uploading' | 'received' | 'quarantined' | 'kept' | 'refused'
  /** Of a refusal after it had been verified. */
  readonly code: string | null
  /** Of the encrypted file, in bytes. */
  readonly size: number
  readonly received: number
}

/**
 * Files from and to a disk. A line that breaks, a hub that starts anew and one that asks to wait are gone on from by themselves, until nothing
 * more comes for a minute. What the hub or this library refuses is a ProblemError; a disk throws errors of its own.
 */
export interface FileTransfers {
  /**
   * Reads the file once for its hashes, and tells redaction what will come. In chunks of 4 to 16 MiB, of which a process holds one: the least
   * if nothing else is said.
   */
  beginUpload(subjectRef: string, path: string, mediaType: string, chunkBytes?: number): Promise<Upload>
  /** Sends what has not arrived, encrypted here. Throws file_not_the_same if what is to be sent is not what it was at the beginning. */
  continueUpload(upload: Upload, path: string, onProgress?: OnProgress): Promise<void>
  /** Of a file of a person; of those of a request `requestFilesOf` tells. */
  stateOf(fileId: string): Promise<FileState>
  /**
   * Writes the file to `path`, once it is whole and verified; what has come until then lies beside it (`.part`), and is not fetched again.
   * Each call is an entry in the log. Throws EEXIST, and asks for nothing, where something lies at `path`: it is not written over.
   */
  download(subjectRef: string, fileId: string, path: string, onProgress?: OnProgress): Promise<void>
  /** To the other agency of a referral of that person, in another hub; once, however often it is asked for with that key. */
  handOver: Files['handOverFile']
  /** What the agency keeps of the person, has handed over with a referral, and was given. */
  filesOf(referralId: string): Promise<ReferralFiles>
  /** Of one that came with a referral, as `download`. `use`: for anything but what it was sent for. */
  downloadReceived(
    referralId: string,
    fileId: string,
    path: string,
    onProgress?: OnProgress,
    use?: ItemUseCode,
  ): Promise<void>
  /** Of a request for evidence, as `beginUpload`: `continueUpload` sends it. Its `fileId` is the item's, by which the request names it. */
  beginRequestUpload(requestId: string, path: string, mediaType: string, chunkBytes?: number): Promise<Upload>
  /** As they are held in this hub: what became of each upload, what has been handed over, and what comes. */
  requestFilesOf(requestId: string): Promise<RequestFilesView>
  /** To the other central authority, once the signed request names it; once, however often it is asked for with that key. */
  handOverRequestFile: RequestFiles['handOver']
  /** Of one of a request, sent or received, as `downloadReceived`. */
  downloadRequestFile(
    requestId: string,
    fileId: string,
    path: string,
    onProgress?: OnProgress,
    use?: ItemUseCode,
  ): Promise<void>
}

export function fileTransfers(options: ClientOptions): FileTransfers {
  const { urls, hub, session, jurisdictionCert, language } = options
  const now = options.now ?? (() => new Date())
  const api = createApi({ urls, session, language, now, fetch: options.fetch ?? fetch })
  const trusting = { hub, jurisdictionCert, now }
  const sealing = { session, sealCertificate: fetchSealCertificate(api, trusting), now }
  const reading = { ...sealing, viewSigner: fetchViewSigner(api, trusting) }
  const { beginFile, openFile, openReceivedFile, handOverFile, filesOf } = files(api, reading)
  const ofRequests = requestFiles(api, reading)

  interface Begun {
    readonly path: string
    readonly mediaType: string
    readonly chunkBytes: number | undefined
  }
  async function begin({ path, mediaType, chunkBytes = MIN_CHUNK_BYTES }: Begun, tell: (file: NewFile) => Told) {
    const { chunks, ...hashes } = await hashesOf(path, chunkBytes)
    const secret = randomBytes(FILE_SECRET_BYTES).toString('base64')
    const file = { ...hashes, chunkBytes, secret }
    const { fileId } = await tell({ mediaType, ...file })
    return { ...file, fileId, chunks }
  }
  async function save(path: string, open: () => Promise<OpenedFile>, to: string, onProgress?: OnProgress) {
    await demandFree(to)
    return saveFile(api, { path, known: await open(), to, onProgress })
  }

  const transfers: FileTransfers = {
    beginUpload: (subjectRef, path, mediaType, chunkBytes) =>
      begin({ path, mediaType, chunkBytes }, file => beginFile(subjectRef, file)),
    continueUpload: (upload, from, onProgress) =>
      sendFile(api, { upload, path: upload.requestId === undefined ? PATH : REQUEST_PATH, from, onProgress }),
    stateOf: fileId => api.get('redaction', fileOf(fileId)),
    download: (subjectRef, fileId, path, onProgress) =>
      save(PATH, () => openFile(subjectRef, fileId), path, onProgress),
    handOver: handOverFile,
    filesOf,
    downloadReceived: (referralId, fileId, path, onProgress, use) =>
      save(PATH, () => openReceivedFile(referralId, fileId, use), path, onProgress),
    beginRequestUpload: async (requestId, path, mediaType, chunkBytes) => ({
      ...(await begin({ path, mediaType, chunkBytes }, file => ofRequests.beginFile(requestId, file))),
      requestId,
    }),
    requestFilesOf: ofRequests.list,
    handOverRequestFile: ofRequests.handOver,
    downloadRequestFile: (requestId, fileId, path, onProgress, use) =>
      save(REQUEST_PATH, () => ofRequests.open(requestId, fileId, use), path, onProgress),
  }
  return language === undefined ? transfers : speaking(transfers, language)
}

type Told = Promise<{ fileId: string }>
