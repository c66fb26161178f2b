import type { RecipientView, SignedSheet } from './types.ts'

/**
 * As POST /consents of consent takes it: codes, dates and references; a person's name fits into none. Codes are those of its OpenAPI document. Which
 * fields a basis needs, a refusal names.
 */
export interface ConsentForm {
  readonly subjectRef: string
  /** consent, or another: child_safeguarding, vital_interest, court_order, legal_obligation. */
  readonly basis: string
  /** self, guardian, or none. */
  readonly grantedBy: string
  readonly purposes: readonly string[]
  readonly recipients: readonly RecipientView[]
  /** Whom the person never wants to know: an agency, a kind of agency or an officer. Outlives this form. */
  readonly excluded?: readonly ExcludedParty[] | undefined
  readonly dataCategories: readonly string[]
  /** ISO 639-2 or -3. */
  readonly languageExplained: string
  readonly interpreter: boolean
  readonly comprehensionChecked: boolean
  /** YYYY-MM-DD: the last day, UTC; an upper bound. */
  readonly validUntil: string
  /** signed, thumbprint, pictogram, oral_with_witness, oral; null: of a basis that nobody signs. */
  readonly signature: string | null
  /** From `keepConsentSheet`: of a signature or thumbprint; in an emergency within 72 h. */
  readonly sheet?: SignedSheet | undefined
  /** The child's own view; never a gate. */
  readonly assent?: boolean | undefined
  /** How a consent was taken: a consent needs it. */
  readonly taken?: HowConsentTaken | undefined
  /** It stands for referrals under this protocol only. */
  readonly protocol?: string | undefined
  /** Oral consent without a witness needs it. */
  readonly priority?: string | undefined
  /** After which independent advice the person agreed that police and prosecution read what incriminates them. */
  readonly selfIncriminating?: { readonly advisedBy: string; readonly advisedOn: string } | undefined
  /** The consent of the same person that this one replaces. */
  readonly supersedes?: string | undefined
  /** How what it leaves out of that one was taken back. */
  readonly takenBack?: LeftOut | undefined
  /** Of a basis other than consent. */
  readonly justification?: Justification | undefined
  /** Of a consent alone: what the recipient assesses may be told to the sender. */
  readonly reportBack?: boolean | undefined
  /** Of a consent alone: the ways of passing it on, `refer` and `link`. */
  readonly actions?: readonly string[] | undefined
  /** Of a consent alone: a recipient may refer the person further, to others whom it names. */
  readonly onward?: boolean | undefined
}

export interface ExcludedParty {
  readonly hub: string
  readonly agencyType?: string
  readonly agencyId?: string
  readonly userId?: string
}

export interface LeftOut {
  readonly inPrivate: true
  readonly duressChecked: true
  readonly duress: 'none' | 'suspected'
}

export interface HowConsentTaken {
  /** SHA-256 of the text that was read to the person: one of `consentForms`. */
  readonly formText?: string | undefined
  /** Needed where an interpreter helped. */
  readonly interpreter?: string | undefined
  /** own_words, questions_answered, pictograms, sign_language. */
  readonly comprehension?: string | undefined
  /** `unknown` and `declined` never refuse. */
  readonly capacity?: string | undefined
  /** Where a guardian consents; `document`: SHA-256 of the paper that shows the authority, hex. */
  readonly guardian?:
    | { readonly authority: string; readonly document: string; readonly conflictCheck: string }
    | undefined
  /** The child was asked for their own view; never a gate. */
  readonly viewsSought?: boolean | undefined
  /** as_recorded, no_contact. */
  readonly contactRule?: string | undefined
  /** Of oral consent before a witness: a kind of agency, or `no_agency`. */
  readonly witness?: { readonly from: string; readonly agencyId?: string } | undefined
}

export interface Justification {
  readonly reason: string
  /** Of a court order: the kind of agency that ordered it. */
  readonly authority?: string | undefined
  /** Of a court order: its SHA-256, hex. */
  readonly document?: string | undefined
  /** Of a court order: its last day, UTC. */
  readonly until?: string | undefined
  /** Of a legal obligation. */
  readonly article?: { readonly law: string; readonly number: number } | undefined
  /** Of a legal obligation, of which the person is told first: told, would_endanger, not_told. */
  readonly personTold?: string | undefined
  /** Of both: the data that it compels, and no others. */
  readonly compels?: readonly string[] | undefined
}
