import type { ItemUseCode } from '@amparo/contracts'
import type { PinnedSigner } from '@amparo/crypto/web'
import { type Api, piecesOf } from './api/request.ts'
import type { IdempotencyKey, ItemCodes, OpenedFile, OpenedReceivedFile, ReferralFiles } from './api/types.ts'
import type { FolderBytes, GoOn } from './files/fetch-folder.ts'
import { openSealedFile, openSealedReceivedFile, viewRequest } from './open-view.ts'
import { own } from './own-refusals.ts'
import { type Sealing, sendSealed } from './sealed-forms.ts'

/** What is told of a file before it comes, encrypted under that secret. */
export interface NewFile {
  readonly mediaType: string
  readonly size: number
  readonly chunkBytes: number
  /** Hex, as the hashes are. */
  readonly root: string
  readonly sha256: string
  readonly sha512_256: string
  /** Base64. */
  readonly secret: string
}

/** Where the encrypted bytes of a file go by the tus protocol, for whatever speaks it. */
export interface UploadPlace {
  readonly url: string
  /** Headers for exactly this request there. */
  authorize(request: { method: string; url: string }): Promise<Readonly<Record<string, string>>>
}

/** What whoever hands a file over says of it. */
export interface SaidOfFile {
  /** Where the protocol of the referral is evaluated; what came to the agency goes on under its own. */
  readonly itemCodes?: ItemCodes
  /** To police and prosecution: nothing in it could be held against the person, or the person agreed. */
  readonly incriminating?: 'nothing' | 'agreed'
}

/** The encrypted bytes of files. Every method throws ProblemError. */
export interface FileContents {
  uploadPlace(fileId: string): UploadPlace
  /** One that has not ended, with all that came of it. */
  takeBackUpload(fileId: string): Promise<void>
  /** The encrypted file from that byte on. */
  fileContent(fileId: string, from: number, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>
}

/** Files of any size about a person. Every method throws ProblemError. */
export interface Files extends FileContents {
  /** What the own agency keeps of the person, has handed over with a referral, and was given. */
  filesOf(referralId: string): Promise<ReferralFiles>
  /** Sealed here. The encrypted file comes after it. */
  beginFile(subjectRef: string, file: NewFile, key?: IdempotencyKey): Promise<{ fileId: string }>
  /** To the other agency of a referral of that person; once, however often it is asked for with that key. */
  handOverFile(
    fileId: string,
    referralId: string,
    said?: SaidOfFile,
    key?: IdempotencyKey,
  ): Promise<{ deliveryId: string }>
  /** What a file is that the own agency has sent, who had it, and the secret that opens it. Each reading is an entry in the log. */
  openFile(subjectRef: string, fileId: string): Promise<OpenedFile>
  /** The same of one that came with a referral. */
  /** `use`: for anything but what it was sent for. */
  openReceivedFile(referralId: string, fileId: string, use?: ItemUseCode): Promise<OpenedReceivedFile>
  /**
   * Of one that is sealed to the agency itself: the folder as a ZIP, to be opened offline. Each time is an entry in the log. `fetchFolder` goes on
   * after a line broke.
   */
  sealedFile(referralId: string, deliveryId: string, options?: FolderOptions): Promise<FolderBytes>
}

/** Those that lie below that path of redaction. */
export function fileContents(api: Api, session: Sealing['session'], path: string): FileContents {
  const at = (fileId: string) => contentOf(fileId, path)
  return {
    uploadPlace: fileId => ({
      url: api.address('redaction', at(fileId)),
      authorize: request => session.authorize(request),
    }),
    async takeBackUpload(fileId) {
      await api.bytes('redaction', at(fileId), { method: 'DELETE', headers: TUS })
    },
    async fileContent(fileId, from, signal) {
      const headers = { range: `bytes=${from}-` }
      const { body } = await api.bytes('redaction', at(fileId), { method: 'GET', headers, signal })
      return piecesOf(body)
    },
  }
}

interface Showing<T> {
  readonly route: 'POST /file-views' | 'POST /received-file-views'
  readonly open: (sealed: string, of: Parameters<typeof openSealedFile>[1]) => Promise<T>
}
const KEPT: Showing<OpenedFile> = { route: 'POST /file-views', open: openSealedFile }
const RECEIVED: Showing<OpenedReceivedFile> = { route: 'POST /received-file-views', open: openSealedReceivedFile }

export function files(api: Api, of: Sealing & { readonly viewSigner: () => Promise<PinnedSigner> }): Files {
  const { session, viewSigner, now } = of

  async function show<T>(
    { route, open }: Showing<T>,
    { referralId, ...asked }: { referralId: string; fileId: string; use?: ItemUseCode },
  ) {
    const signer = await viewSigner()
    const request = await viewRequest({ session, referralId, now: now(), route })
    const { sealed } = await api.postOnce<{ sealed: string }>('redaction', route.slice('POST '.length), {
      request,
      ...asked,
    })
    return open(sealed, { session, referralId, request, signer, now: now() })
  }

  return {
    ...fileContents(api, session, PATH),
    filesOf: referralId => api.get('redaction', '/file-deliveries', { referralId }),
    beginFile: (subjectRef, file, key) => sendSealed(api, of, { path: '/files', data: { subjectRef, ...file }, key }),
    handOverFile: (fileId, referralId, said, key) =>
      api.post('redaction', '/file-deliveries', { fileId, referralId, ...said }, key),
    openFile: (subjectRef, fileId) => show(KEPT, { referralId: subjectRef, fileId }),
    openReceivedFile: (referralId, fileId, use) => show(RECEIVED, { referralId, fileId, ...(use && { use }) }),
    async sealedFile(referralId, deliveryId, options) {
      const request = await viewRequest({ session, referralId, now: now(), route: 'POST /sealed-files' })
      return folder(api, '/sealed-files', { request, deliveryId }, options)
    },
  }
}

export interface FolderOptions {
  /** For anything but what it was sent for. */
  readonly use?: ItemUseCode | undefined
  /** Absent: from the beginning. */
  readonly goOn?: GoOn | undefined
  readonly signal?: AbortSignal | undefined
}

/** As a ZIP, of any size. */
export async function folder(
  api: Api,
  path: string,
  asked: object,
  { use, goOn, signal }: FolderOptions = {},
): Promise<FolderBytes> {
  const body = new TextEncoder().encode(JSON.stringify({ ...asked, ...(use && { use }), ...(goOn && { goOn }) }))
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal } as const
  const { headers, body: content } = await api.bytes('redaction', path, sent)
  const [length, tag] = [headers.get('content-length'), headers.get('etag')]
  // Without these nobody would know what is missing.
  if (length === null || tag === null) throw own('unexpected_answer')
  return { size: (goOn?.from ?? 0) + Number(length), tag: tag.replaceAll('"', ''), content: piecesOf(content) }
}

export const TUS = { 'tus-resumable': '1.0.0' }
export const PATH = '/files'
export const fileOf = (fileId: string, path = PATH): string => `${path}/${encodeURIComponent(fileId)}`
export const contentOf = (fileId: string, path = PATH): string => `${fileOf(fileId, path)}/content`
