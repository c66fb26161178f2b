import type { Exclusion, Recipient } from './agency.ts'
import type {
  Action,
  Adviser,
  AgencyType,
  Basis,
  Category,
  Grantor,
  Law,
  Priority,
  Protocol,
  Purpose,
  Reason,
  Signature,
  Told,
} from './codes.ts'
import type { Sheet, Taking } from './taking.ts'

/** Why a basis other than consent is claimed: codes and references, never words. */
export interface Justification {
  readonly reason: Reason
  readonly authority?: AgencyType | undefined
  /** SHA-256 of the order or report, hex; the document stays where it is. */
  readonly document?: string | undefined
  readonly article?: { readonly law: Law; readonly number: number } | undefined
  readonly compels?: readonly Category[] | undefined
  /** Whether the person knows what the law compels to report. */
  readonly personTold?: Told | undefined
  /** Last day of the order. */
  readonly until?: string | undefined
}

/** Independent legal advice: who gave it, as a kind, and on which day, UTC. */
export interface Advised {
  readonly advisedBy: Adviser
  readonly advisedOn: string
}

/** A consent form, or the claim of another basis, as an officer fills it in. */
export interface Form {
  readonly subjectRef: string
  readonly basis: Basis
  readonly grantedBy: Grantor
  readonly purposes: readonly Purpose[]
  readonly recipients: readonly Recipient[]
  readonly dataCategories: readonly Category[]
  /** ISO 639-2 or -3. */
  readonly languageExplained: string
  readonly interpreter: boolean
  readonly comprehensionChecked: boolean
  /** Last day on which it is valid, YYYY-MM-DD, in UTC. */
  readonly validUntil: string
  readonly signature: Signature | null
  /** On what it was signed; of a consent alone. */
  readonly sheet?: Sheet | undefined
  /** The child's own view, sought according to age and maturity; not a gate. */
  readonly assent?: boolean | undefined
  readonly protocol?: Protocol | undefined
  readonly priority?: Priority | undefined
  readonly justification?: Justification | undefined
  /** Whether what the recipient finds out may be told to the agency that sends; of a consent alone. */
  readonly reportBack: boolean
  /** Ways of passing it on; absent: any. Of a consent alone. */
  readonly actions?: readonly Action[] | undefined
  /** Whether a recipient may refer the person further, to others whom this consent names; of a consent alone. */
  readonly onward: boolean
  /** The person agreed that police and prosecution read what incriminates them, and was advised before. Absent: they did not. */
  readonly selfIncriminating?: Advised | undefined
  /** How a consent was taken. Every consent says so; absent on bases of another kind. */
  readonly taken?: Taking | undefined
  /** A consent of the same person and agency that this one replaces. */
  readonly supersedes?: string | undefined
  /** Whom the person never wants to know. */
  readonly excluded?: readonly Exclusion[] | undefined
}

/** What redaction states of the person for a form. */
export interface PersonFacts {
  readonly minor: boolean
  /** Under a custodian's request for a name nothing is said of the person. Absent: `minor` is an answer. */
  readonly ageUnknown?: boolean
  readonly guardianNamed: boolean
  readonly guardianConflict: boolean
  readonly speaksLanguageExplained: boolean
}

/** RFC 6901, of the field of a form that is at fault. */
export type Pointer = `/${string}`
