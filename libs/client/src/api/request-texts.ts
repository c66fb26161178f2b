import type { VictimsSaid } from '@amparo/contracts'
import type { ShownFile } from './message-types.ts'

/** What one field of a request for evidence says, as it is written. */
export interface NewRequestText {
  /** Of a draft. */
  readonly requestId: string
  readonly field: string
  readonly lang: string
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly base64: string }[]
  /** By a person, into the other state's language. */
  readonly translation?: RequestTranslation
  /** Of `persons` alone, written before the others: who of them is a suspect, by the whole name that stands in its text. Nobody else is read by name. */
  readonly suspects?: readonly string[]
}

export interface RequestTranslation {
  readonly lang: string
  readonly text: string
}

export interface NewRequestLetter extends Omit<NewRequestText, 'field' | 'translation' | 'suspects'> {
  /** Of the victims in it and the other state: nobody can be recognised; each was asked in private and fears nothing from it; none is, or may be, of it. */
  readonly victims: VictimsSaid
}

/** What the draft has to say in that field. */
export interface RequestTextHash {
  readonly field: string
  readonly sha256: string
}

export interface RequestTextWritten extends RequestTextHash {
  /** Fields that the draft names and that may name whom `persons` lists as a suspect no more: it drops them, or has them written anew. */
  readonly outdated: readonly string[]
}

export interface OpenedRequestText extends RequestTextHash {
  readonly by: { readonly hub: string; readonly agencyId: string }
  readonly madeAt: string
  readonly lang: string
  readonly text: string
  readonly attachments: readonly ShownFile[]
  readonly translation?: RequestTranslation
  /** Of `persons`: who is listed as a suspect. */
  readonly suspects?: readonly string[]
  /** On its way to the other hub; null before it is signed, and of what came from another. */
  readonly delivery: 'sent' | 'delivered' | 'refused' | 'expired' | null
  readonly deliveryCode: string | null
  /** It did not get there, and its central authority can send the same again. Absent: an older hub does not say. */
  readonly mayBeSentAgain?: boolean
}

/** What the central authority alone opens, which holds its keys itself. */
export interface SealedRequestText {
  readonly itemId: string
  /** `letter`: the other authority wrote it. */
  readonly field: string
  /** By which the request names it; the manifest inside has to say the same. */
  readonly sha256: string
  readonly by: { readonly hub: string; readonly agencyId: string }
  readonly madeAt: string
  /** Fingerprint of its certificate. */
  readonly sealedTo: string
}

export interface OpenedRequestTexts {
  /** The id of the request. */
  readonly referralId: string
  readonly texts: readonly OpenedRequestText[]
  readonly sealed: readonly SealedRequestText[]
  /** Fields of which the request names a text that is not held here. */
  readonly elsewhere: readonly string[]
  readonly more: boolean
  readonly purpose: string
  readonly handlingCode: string
}

/** What one central authority wrote to the other about a request. */
export interface RequestLetter {
  readonly letterId: string
  /** Steps by which its author postponed or refused, and which name this very text as the reasons. */
  readonly reasonsFor: readonly string[]
  readonly by: { readonly hub: string; readonly agencyId: string }
  readonly madeAt: string
  readonly lang: string
  readonly text: string
  readonly attachments: readonly ShownFile[]
  readonly delivery: OpenedRequestText['delivery']
  readonly deliveryCode: string | null
  readonly mayBeSentAgain?: boolean
}

export interface OpenedRequestLetters {
  /** The id of the request. */
  readonly referralId: string
  /** Newest first. */
  readonly letters: readonly RequestLetter[]
  readonly sealed: readonly SealedRequestText[]
  /** There are older ones that are not shown. */
  readonly more: boolean
  /** The oldest of these, sealed ones among them: before it the next page begins. Null: there are none. */
  readonly oldest: string | null
  /** Steps whose signed reasons are not held here: not come yet, or not what was signed. */
  readonly unheld: readonly string[]
  readonly purpose: string
  readonly handlingCode: string
}

export type RequestDocumentKind = 'request' | 'schedule' | 'certificate'

/** The request as it is printed, in the languages of both states. */
export interface OpenedRequestDocument {
  /** The id of the request. */
  readonly referralId: string
  readonly document: { readonly name: string; readonly mediaType: string; readonly base64: string }
  /** Of the file, hex: as the access log has it, and the same whenever and wherever it is made of this request. */
  readonly sha256: string
  readonly languages: readonly string[]
  /** Of the hub that printed it, over the file: OpenPGP, detached and armored. */
  readonly signature: string
  readonly purpose: string
  readonly handlingCode: string
}
