import type { ItemUseCode } from '@amparo/contracts'
import type { PinnedSigner } from '@amparo/crypto/web'
import type { RequestFilesView } from './api/file-types.ts'
import type { Api } from './api/request.ts'
import type { IdempotencyKey, OpenedRequestFile } from './api/types.ts'
import { type FileContents, fileContents, type NewFile } from './files.ts'
import { openSealedRequestFile, viewRequest } from './open-view.ts'
import { type Sealing, sendSealed } from './sealed-forms.ts'

/** Files of any size of requests for evidence: annexes, and what is handed over. Every method throws ProblemError. */
export interface RequestFiles extends FileContents {
  /** As they are held in this hub, as far as the own agency may know of them. */
  list(requestId: string): Promise<RequestFilesView>
  /** Sealed here. The encrypted file comes after it; its id is the item's. */
  beginFile(requestId: string, file: NewFile, key?: IdempotencyKey): Promise<{ fileId: string }>
  /** To the other central authority, once the signed request names it; once, however often it is asked for with that key. */
  handOver(fileId: string, requestId: string, key?: IdempotencyKey): Promise<{ deliveryId: string }>
  /** What it is, who had it, and the secret that opens it. `use`: for anything but what it was sent for. Each reading is an entry in the log. */
  open(requestId: string, fileId: string, use?: ItemUseCode): Promise<OpenedRequestFile>
}

/** Of redaction: the encrypted bytes lie below. */
export const REQUEST_PATH = '/request-files'

export function requestFiles(
  api: Api,
  of: Sealing & { readonly viewSigner: () => Promise<PinnedSigner> },
): RequestFiles {
  const { session, viewSigner, now } = of
  const path = REQUEST_PATH
  return {
    ...fileContents(api, session, path),
    list: requestId => api.get('redaction', path, { requestId }),
    beginFile: (requestId, file, key) => sendSealed(api, of, { path, data: { requestId, ...file }, key }),
    handOver: (fileId, requestId, key) => api.post('redaction', '/request-file-deliveries', { fileId, requestId }, key),
    async open(requestId, fileId, use) {
      const route = 'POST /request-file-views'
      const signer = await viewSigner()
      const request = await viewRequest({ session, referralId: requestId, now: now(), route })
      const asked = { request, fileId, ...(use && { use }) }
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/request-file-views', asked)
      return openSealedRequestFile(sealed, { session, referralId: requestId, request, signer, now: now() })
    },
  }
}
