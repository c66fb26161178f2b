import { openViewAnswer, type PinnedSigner, type ReadingRoute, signViewRequest } from '@amparo/crypto/web'
import type { NewSheet, OwnRecord } from './api/own-record.ts'
import type { OpenedRequestDocument, OpenedRequestLetters, OpenedRequestTexts } from './api/request-texts.ts'
import type {
  EmergencyView,
  NewLink,
  NoticeText,
  OpenedFile,
  OpenedMessages,
  OpenedNotice,
  OpenedReceivedFile,
  OpenedRedaction,
  OpenedRequestFile,
  OpenedSheet,
  OpenedView,
  Reidentified,
  SealedContents,
} from './api/types.ts'
import { own } from './own-refusals.ts'
import { randomToken } from './random.ts'
import type { Session } from './session.ts'

/** The signed request, with a nonce of its own and the session's reply certificate inside the signature. */
export const viewRequest = ({
  session,
  referralId,
  now,
  route = 'POST /views',
}: {
  session: Session
  referralId: string
  now: Date
  route?: ReadingRoute
}) =>
  signViewRequest({
    route,
    privateKey: session.keys.privateKey,
    publicJwk: session.keys.publicJwk,
    hub: session.hub,
    referralId,
    nonce: randomToken(),
    replyCertificate: session.keys.replyCertificate,
    now,
  })

/**
 * Opens the answer with the session's own key. Throws view_unreadable unless the hub's redaction service has signed it in
 * answer to this request: whoever carries it could make up one, or keep one from before.
 */
export const openSealedView = (sealed: string, of: Answered): Promise<OpenedView> =>
  open(sealed, of, 'POST /views', isView, ofReferral)

/** The same of what was sealed to the reader's agency itself. */
export const openSealedContents = (sealed: string, of: Answered): Promise<SealedContents> =>
  open(sealed, of, 'POST /sealed-contents', isSealedContents, ofReferral)

/** The same of what one person opens alone in an emergency. */
export const openSealedEmergency = (sealed: string, of: Answered): Promise<EmergencyView> =>
  open(sealed, of, 'POST /break-glass', isEmergency, ofReferral)

/** The same of what the recipient assessed. */
export const openSealedReports = (sealed: string, of: Answered): Promise<OpenedView> =>
  open(sealed, of, 'POST /assessment-views', isView, ofReferral)

/** The same of the messages that were exchanged about a referral. */
export const openSealedMessages = (sealed: string, of: Answered): Promise<OpenedMessages> =>
  open(sealed, of, 'POST /message-views', isMessages, ofReferral)

/** A one-time link and its code, which are told once. */
export const openSealedLink = (sealed: string, of: Answered): Promise<NewLink> =>
  open(sealed, of, 'POST /links', isLink, ofReferral)

/** Who somebody is, after two custodians; the id of the request stands where a referral's would. */
export const openSealedIdentity = (sealed: string, of: Answered): Promise<Reidentified> =>
  open(sealed, of, 'POST /reidentification-views', isIdentity, ({ requestId }) => requestId)

/** An original beside its masks; the id of the redaction stands where a referral's would. */
export const openSealedRedaction = (sealed: string, of: Answered): Promise<OpenedRedaction> =>
  open(sealed, of, 'POST /redaction-views', isRedaction, ({ redactionId }) => redactionId)

/** A person's own record; the agency's reference to the person stands where a referral's id would. */
export const openSealedRecord = (sealed: string, of: Answered): Promise<OwnRecord & { readonly referralId: string }> =>
  open(sealed, of, 'POST /record-views', isCaseworkersRecord, ofReferral)

/** The number of a sheet and its code, which are told once. */
export const openSealedSheet = (sealed: string, of: Answered): Promise<NewSheet> =>
  open(sealed, of, 'POST /record-sheets', isSheet, ofReferral)

/** A sheet that a person signed; the agency's reference to the person stands where a referral's id would. */
export const openSealedConsentSheet = (sealed: string, of: Answered): Promise<OpenedSheet> =>
  open(sealed, of, 'POST /consent-sheet-views', isConsentSheet, ofReferral)

/** A notice as signed; its id stands where a referral's would. */
export async function openSealedNotice(sealed: string, of: Answered): Promise<OpenedNotice> {
  const { text, signature } = await open(sealed, of, 'POST /notice-views', isNotice, ofReferral)
  return { notice: JSON.parse(text) as NoticeText, text, signature }
}

/** What a request for evidence says; its id stands where a referral's would. */
export const openSealedRequestTexts = (sealed: string, of: Answered): Promise<OpenedRequestTexts> =>
  open(sealed, of, 'POST /request-views', isRequestTexts, ofReferral)
/** What the authorities wrote to each other about it. */
export const openSealedRequestLetters = (sealed: string, of: Answered): Promise<OpenedRequestLetters> =>
  open(sealed, of, 'POST /request-letter-views', isRequestLetters, ofReferral)
/** The same of what was said in contact. */
export const openSealedRequestContact = (sealed: string, of: Answered): Promise<OpenedRequestLetters> =>
  open(sealed, of, 'POST /request-contact-views', isRequestLetters, ofReferral)
/** The same as a document to print. */
export const openSealedRequestDocument = (sealed: string, of: Answered): Promise<OpenedRequestDocument> =>
  open(sealed, of, 'POST /request-documents', isRequestDocument, ofReferral)
/** What a file is that the own agency keeps; the agency's reference to the person stands where a referral's id would. */
export const openSealedFile = (sealed: string, of: Answered): Promise<OpenedFile> =>
  open(sealed, of, 'POST /file-views', isFile, ofReferral)

/** The same of one that came with a referral. */
export const openSealedReceivedFile = (sealed: string, of: Answered): Promise<OpenedReceivedFile> =>
  open(sealed, of, 'POST /received-file-views', isReceivedFile, ofReferral)

/** The same of one of a request for evidence, whose id stands where a referral's would. */
export const openSealedRequestFile = (sealed: string, of: Answered): Promise<OpenedRequestFile> =>
  open(sealed, of, 'POST /request-file-views', isRequestFile, ofReferral)

const ofReferral = ({ referralId }: { readonly referralId: string }): string => referralId

interface Answered {
  readonly session: Session
  readonly referralId: string
  readonly request: string
  readonly signer: PinnedSigner
  readonly now: Date
}

async function open<T>(
  sealed: string,
  { session, referralId, request, signer, now }: Answered,
  route: ReadingRoute,
  isOne: (view: unknown) => view is T,
  idOf: (view: T) => string,
): Promise<T> {
  try {
    const privateKey = session.keys.replyPrivateKey
    const view = await openViewAnswer(sealed, { hub: session.hub, route, request, privateKey, signer, now })
    if (!isOne(view) || idOf(view) !== referralId) throw new TypeError('another referral')
    return view
  } catch (cause) {
    throw own('view_unreadable', { cause })
  }
}

/** Redaction signed it, and its schema is redaction's. */
const isView = (view: unknown): view is OpenedView =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'categories' in view
const isSealedContents = (view: unknown): view is SealedContents =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'zip' in view && 'sealedTo' in view
const isEmergency = (view: unknown): view is EmergencyView => isView(view) && 'until' in view
const isLink = (view: unknown): view is NewLink =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'id' in view && 'code' in view
const isIdentity = (view: unknown): view is Reidentified =>
  typeof view === 'object' && view !== null && 'requestId' in view && 'categories' in view
const isRedaction = (view: unknown): view is OpenedRedaction =>
  typeof view === 'object' && view !== null && 'redactionId' in view && 'digest' in view && 'kind' in view
const isSheet = (view: unknown): view is NewSheet =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'number' in view && 'code' in view
const isConsentSheet = (view: unknown): view is OpenedSheet =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'sheetId' in view && 'base64' in view
/** What is signed says its own type. */
const isNotice = (
  view: unknown,
): view is { readonly referralId: string; readonly text: string; readonly signature: string } =>
  typeof view === 'object' &&
  view !== null &&
  'text' in view &&
  'signature' in view &&
  typeof view.text === 'string' &&
  view.text.startsWith('{"type":"amparo-notice"')
const isFile = (view: unknown): view is OpenedFile =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'fileId' in view && 'secret' in view
const isReceivedFile = (view: unknown): view is OpenedReceivedFile => isFile(view) && 'handlingCode' in view
const isRequestFile = (view: unknown): view is OpenedRequestFile =>
  isFile(view) && 'item' in view && 'handlingCode' in view
export const isOwnRecord = (view: unknown): view is OwnRecord =>
  typeof view === 'object' && view !== null && 'agreed' in view && 'holders' in view && 'looks' in view
const isCaseworkersRecord = (view: unknown): view is OwnRecord & { readonly referralId: string } =>
  isOwnRecord(view) && 'referralId' in view
const isRequestTexts = (view: unknown): view is OpenedRequestTexts =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'texts' in view && 'elsewhere' in view
const isRequestLetters = (view: unknown): view is OpenedRequestLetters =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'letters' in view
const isRequestDocument = (view: unknown): view is OpenedRequestDocument =>
  typeof view === 'object' && view !== null && 'referralId' in view && 'document' in view && 'sha256' in view
const isMessages = (view: unknown): view is OpenedMessages =>
  typeof view === 'object' &&
  view !== null &&
  'referralId' in view &&
  'messages' in view &&
  Array.isArray(view.messages)
