/** Codes are those of @amparo/contracts, as the HTTP API writes them. */

import type { AgencyRef } from './agency-ref.ts'
import type { OpenedFile } from './file-types.ts'

export type * from './agency-ref.ts'
export type * from './audit-types.ts'
export type * from './custody-types.ts'
export type * from './decision-types.ts'
export type * from './fhir-types.ts'
export type * from './file-types.ts'
export type * from './finding-types.ts'
export type * from './form-types.ts'
export type * from './link-types.ts'
export type * from './matching-types.ts'
export type * from './message-types.ts'
export type * from './notice-types.ts'
export type * from './protocol-types.ts'
export type * from './referral-types.ts'
export type * from './release-types.ts'
export type * from './review-types.ts'
export type * from './work-types.ts'

/** 1 to 200 visible ASCII characters. Who repeats a request under its key gets its first answer; a new one if not given. */
export type IdempotencyKey = string

export interface AgencyView extends AgencyRef {
  readonly type: string
  readonly name: string
  readonly suspended?: boolean
  /** False: its accreditation has lapsed; nothing new goes to it or comes from it. */
  readonly accredited?: boolean
  readonly accreditation?: {
    /** The day on which it was accredited, or was so again: `YYYY-MM-DD`. */
    readonly on: string
    /** Names of the institutions that approved it. */
    readonly by: readonly string[]
    /** ISO 8601, exclusive. */
    readonly until: string
  }
  /** False: no member; it is reached by one-time links only. */
  readonly member?: boolean
  readonly services?: readonly string[]
  readonly takesMinors?: boolean
  /** For whom it is; absent, in whole or in part: for everybody. */
  readonly eligibility?: {
    /** Full years. */
    readonly minimumAge?: number
    readonly maximumAge?: number
    /** Codes of HTCDS. */
    readonly genders?: readonly string[]
  }
  /** What is sent to it, it alone opens: with keys of its own, outside of any hub. */
  readonly holdsKeys?: boolean
  /** Of the own agency only. */
  readonly dutyPhone?: string
}

/** What the jurisdiction has stated of agencies and hubs, as it is in force. */
export interface StatementView {
  readonly version: number
  readonly issuedAt: string
  /** ISO 8601: when the next one is there at the latest. */
  readonly nextBy?: string
  readonly overdue: boolean
}

export interface Page<T> {
  readonly items: readonly T[]
  /** null on the last page. */
  readonly nextCursor: string | null
}

/** As redaction keeps it; a consent names both. */
export interface SignedSheet {
  readonly id: string
  /** Of the file, hex. */
  readonly sha256: string
}

/** The same of a file that came with a referral: under which handling code, and how its sender evaluates source and information (b3). */
export type OpenedReceivedFile = OpenedFile & {
  readonly handlingCode: string
  readonly evaluation?: string | null
}
/** The same of a file of a request: as which item it goes, and under which handling code. */
export type OpenedRequestFile = OpenedFile & { readonly item: string; readonly handlingCode: string }

/** A photo or PDF of the paper that was signed. */
export interface SheetFile {
  /** image/jpeg, image/png or application/pdf. */
  readonly mediaType: string
  readonly base64: string
}

export interface OpenedSheet extends SheetFile {
  readonly referralId: string
  readonly sheetId: string
  readonly sha256: string
}

export interface ConsentView {
  readonly id: string
  readonly basis: string
  readonly status: string
  /** ISO 8601: a second person must have confirmed by then. */
  readonly confirmBy?: string
  /** ISO 8601: the signed sheet must have come by then, else it lapses. */
  readonly sheetBy?: string
  /** On what it was signed. */
  readonly sheet?: SignedSheet
  readonly signature?: string | null
  readonly grantedAt?: string
  readonly purposes?: readonly string[]
  readonly dataCategories?: readonly string[]
  readonly endsAt?: string
  readonly confirmedAt?: string
  readonly subjectRef?: string
  /** The person, a guardian, or nobody. */
  readonly grantedBy?: string
  readonly recipients?: readonly RecipientView[]
  readonly protocol?: string
  /** YYYY-MM-DD */
  readonly validUntil?: string
  readonly reportBack?: boolean
  readonly actions?: readonly string[]
  readonly onward?: boolean
  /** After which advice the person agreed that police and prosecution read what incriminates them. Absent: they did not. */
  readonly selfIncriminating?: { readonly advisedBy: string; readonly advisedOn: string }
  /** ISO 8601: somebody else of the agency must look at it again by then. */
  readonly reviewBy?: string
  /** The consent that it replaced, and that which has replaced it. */
  readonly supersedes?: string
  readonly supersededBy?: string
}

/** An agency, or all of its kind in that jurisdiction. */
export interface RecipientView {
  readonly hub: string
  readonly agencyType: string
  readonly agencyId?: string
}

/** A text that is read to a person who is asked for consent; a consent names it by its hash. */
export interface FormTextView {
  readonly version: string
  /** ISO 639-2 or -3. */
  readonly language: string
  readonly sha256: string
  readonly text: string
}

/** What one reader may see of one person, for one purpose, at one moment. Show it; do not store it. */
export interface OpenedView {
  readonly referralId: string
  /** The reader's own share id. */
  readonly subjectRef: string
  readonly purpose: string
  readonly basis: string
  readonly categories: Readonly<Record<string, unknown>>
  /** A field of a category, or all of it. */
  readonly withheld: readonly { category: string; field?: string; reason: string }[]
  /** Always there: silence about what is secret must look like any other view. */
  readonly notice: string
  readonly auditEntry: { readonly id: string; readonly index: number; readonly leafHash: string }
  readonly handlingCode: string
  /** Of source and information, in two signs (b3); null: nobody had to say. */
  readonly evaluation?: string | null
  /** SHA-256 of the file by which the view was cut, hex. */
  readonly policyHash: string
  /** Of what the recipient assessed: sealed to that key, which the reader's agency holds itself. No page opens it. */
  readonly sealedReports?: readonly { readonly reportId: string; readonly at: string; readonly sealedTo: string }[]
}

/** What was sealed to the key that the reader's agency holds itself, to be opened offline: no page opens it. */
export interface SealedContents
  extends Pick<OpenedView, 'referralId' | 'purpose' | 'basis' | 'handlingCode' | 'auditEntry'> {
  /** Of the folder. */
  readonly name: string
  /** The folder as a ZIP, base64. */
  readonly zip: string
  /** Fingerprint of the agency's certificate. */
  readonly sealedTo: string
}

export type EmergencyReason =
  | 'danger_to_life'
  | 'medical_emergency'
  | 'child_in_danger'
  | 'trafficker_is_near'
  | 'missing_from_shelter'

/** What saves a life: neither what happened, nor papers, nor status. */
export interface EmergencyView
  extends Pick<OpenedView, 'referralId' | 'basis' | 'categories' | 'withheld' | 'notice' | 'policyHash'> {
  /** When it is closed again. ISO 8601, UTC. */
  readonly until: string
  /** Absent while the log is away. */
  readonly auditEntry?: OpenedView['auditEntry']
  /** Redaction's own, where the log or consent was away. */
  readonly journal?: { readonly sequence: number; readonly hash: string }
}

/** What somebody outside the system sees by a link: never a name. */
export interface SeenByLink extends OpenedView {
  /** Whom to call. */
  readonly from: { readonly name: string; readonly phone: string }
  readonly expiresAt: string
}
