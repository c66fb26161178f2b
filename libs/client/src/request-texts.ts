import type { PinnedSigner } from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import type {
  NewRequestLetter,
  NewRequestText,
  OpenedRequestDocument,
  OpenedRequestLetters,
  OpenedRequestText,
  OpenedRequestTexts,
  RequestDocumentKind,
  RequestTextWritten,
} from './api/request-texts.ts'
import type { IdempotencyKey } from './api/types.ts'
import type { FolderBytes } from './files/fetch-folder.ts'
import { type FolderOptions, folder } from './files.ts'
import {
  openSealedRequestContact,
  openSealedRequestDocument,
  openSealedRequestLetters,
  openSealedRequestTexts,
  viewRequest,
} from './open-view.ts'
import { type Sealing, sendSealed } from './sealed-forms.ts'

/** What requests for evidence say: texts, persons and files. Every method throws ProblemError. */
export interface RequestTexts {
  /** Sealed here, opened by redaction alone. The draft names it by the hash that is answered. */
  writeRequestText(text: NewRequestText, key?: IdempotencyKey): Promise<RequestTextWritten>
  /** All of it, as far as it is held in this hub. Each page is an entry in the log. */
  openRequestTexts(requestId: string): Promise<OpenedRequestTexts>
  /** To the other central authority, about a request that was signed. `sha256`: by which an answer names it as its reasons. */
  writeRequestLetter(
    letter: NewRequestLetter,
    key?: IdempotencyKey,
  ): Promise<{ readonly letterId: string; readonly sha256: string }>
  /** The newest, or those before the `oldest` of a page. Each page is an entry in the log. */
  openRequestLetters(requestId: string, before?: string): Promise<OpenedRequestLetters>
  /** Between who executes a request and who leads the case: 2,000 characters at most. */
  writeRequestContact(
    message: Omit<NewRequestLetter, 'attachments'>,
    key?: IdempotencyKey,
  ): Promise<{ readonly letterId: string; readonly sha256: string }>
  /** As letters are read. */
  openRequestContact(requestId: string, before?: string): Promise<OpenedRequestLetters>
  /** What of its texts and of the messages about it did not get to the other hub goes again. Of the central authority. Answers how many. */
  sendRequestTextsAgain(requestId: string, key?: IdempotencyKey): Promise<{ readonly sent: number }>
  /** What is sealed to the central authority itself, a text, a letter or a file: the folder as a ZIP, to be opened offline. In the log each time. */
  sealedRequestItem(requestId: string, itemId: string, options?: FolderOptions): Promise<FolderBytes>
  /** As a PDF in the languages of both states: the request itself, the list for the defence, or the certificate of whoever executed it. */
  printRequest(requestId: string, kind?: RequestDocumentKind): Promise<OpenedRequestDocument>
}

type WrittenAbout = '/request-letter-views' | '/request-contact-views'

export function requestTexts(
  api: Api,
  of: Sealing & { readonly viewSigner: () => Promise<PinnedSigner> },
): RequestTexts {
  const { session, viewSigner, now } = of
  const page = async (requestId: string, after: string | undefined): Promise<OpenedRequestTexts> => {
    const signer = await viewSigner()
    const request = await viewRequest({ session, referralId: requestId, now: now(), route: 'POST /request-views' })
    const asked = { request, ...(after !== undefined && { after }) }
    const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/request-views', asked)
    return openSealedRequestTexts(sealed, { session, referralId: requestId, request, signer, now: now() })
  }
  const written = async (
    path: WrittenAbout,
    { requestId, before }: { readonly requestId: string; readonly before: string | undefined },
    open: typeof openSealedRequestLetters,
  ) => {
    const signer = await viewSigner()
    const request = await viewRequest({ session, referralId: requestId, now: now(), route: `POST ${path}` })
    const asked = { request, ...(before !== undefined && { before }) }
    const { sealed } = await api.postOnce<{ sealed: string }>('redaction', path, asked)
    return open(sealed, { session, referralId: requestId, request, signer, now: now() })
  }
  return {
    async printRequest(requestId, kind = 'request') {
      const route = 'POST /request-documents'
      const signer = await viewSigner()
      const request = await viewRequest({ session, referralId: requestId, now: now(), route })
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/request-documents', { request, kind })
      return openSealedRequestDocument(sealed, { session, referralId: requestId, request, signer, now: now() })
    },
    async sealedRequestItem(requestId, itemId, options) {
      const route = 'POST /sealed-request-items'
      const request = await viewRequest({ session, referralId: requestId, now: now(), route })
      return folder(api, '/sealed-request-items', { request, itemId }, options)
    },
    sendRequestTextsAgain: (requestId, key) => api.post('redaction', '/request-texts/sending', { requestId }, key),
    writeRequestLetter: (data, key) => sendSealed(api, of, { path: '/request-letters', data, key }),
    openRequestLetters: (requestId, before) =>
      written('/request-letter-views', { requestId, before }, openSealedRequestLetters),
    writeRequestContact: (data, key) => sendSealed(api, of, { path: '/request-contact-messages', data, key }),
    openRequestContact: (requestId, before) =>
      written('/request-contact-views', { requestId, before }, openSealedRequestContact),
    writeRequestText: (data, key) => sendSealed(api, of, { path: '/request-texts', data, key }),
    async openRequestTexts(requestId) {
      const texts: OpenedRequestText[] = []
      for (let after: string | undefined; ; after = texts.at(-1)?.field) {
        const opened = await page(requestId, after)
        texts.push(...opened.texts)
        if (!opened.more) return { ...opened, texts }
      }
    },
  }
}
