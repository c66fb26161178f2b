import type { Text } from './protocol-types.ts'

export interface FormItem {
  readonly text: Text
  readonly hint?: Text
  readonly weight: number
  readonly flag?: string
  readonly answers: 'yes-no-unknown' | 'level'
  readonly category: string
}

/** A checklist or assessment. Its answers are sealed to redaction; its score orders attention and decides nothing. */
export interface FormView {
  readonly form: string
  readonly version: number
  readonly name: Text
  readonly about: Text
  readonly subjects: 'anyone' | 'minors'
  readonly sections: readonly {
    readonly id: string
    readonly text: Text
    readonly items: Readonly<Record<string, FormItem>>
  }[]
  readonly bands: readonly { readonly id: string; readonly from: number; readonly text: Text }[]
}

export type FormAnswer = 'yes' | 'no' | 'unknown' | 'low' | 'medium' | 'high'

export interface Assessment {
  readonly form: string
  readonly version: number
  readonly referralId: string
  readonly answers: Readonly<Record<string, FormAnswer>>
}

export interface NewMessage {
  readonly referralId: string
  /** ISO 639. */
  readonly lang: string
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly base64: string }[]
  /** What of the text could be held against the person, in UTF-16 offsets, in order: police and prosecution read it without, unless the person agreed. */
  readonly selfIncriminating?: readonly { readonly start: number; readonly end: number; readonly kind: string }[]
  /** Of the attachments, where police or prosecution get them: nothing in them could be held against the person, or the person agreed. */
  readonly incriminating?: 'nothing' | 'agreed'
}

/** An interview as it was recorded, once. Codes are those of the OpenAPI document of redaction. Names in it are identity. */
export interface NewStatement {
  readonly referralId: string
  /** An earlier statement of the own agency that this one corrects; both stay. */
  readonly supersedes?: string
  /** ISO 639, of the text. */
  readonly lang: string
  /** Absent: a recording alone. */
  readonly text?: string
  /** Of the text's UTF-8, hex: refused if what came is another text. */
  readonly textSha256?: string
  /** The file stays with who made it; this says which it is. */
  readonly recording?: { readonly sha256: string; readonly mediaType: string; readonly seconds: number }
  readonly interpreter: { readonly mode: string; readonly language?: string; readonly name?: string }
  readonly present: readonly { readonly role: string; readonly name?: string }[]
  readonly rights: { readonly read: string; readonly language?: string }
  readonly counsel: { readonly mode: string; readonly name?: string }
  readonly place: string
  /** ISO 8601 */
  readonly takenAt: string
  /** As in a message. */
  readonly selfIncriminating?: readonly { readonly start: number; readonly end: number; readonly kind: string }[]
}

/**
 * Of the person of a referral: what was not known when it was sent in a hurry. Fields are those of the subject's payload. By `subjectRef`: the
 * whole of it, put right before they were referred to anybody.
 */
export type Supplement = ({ readonly referralId: string } | { readonly subjectRef: string }) &
  Readonly<Record<string, unknown>>
