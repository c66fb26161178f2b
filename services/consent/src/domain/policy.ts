import type {
  AgencyType,
  Basis,
  Category,
  HandlingCode,
  Law,
  Matter,
  NoticeKind,
  Priority,
  Protocol,
  Purpose,
  Reason,
  Signature,
} from './codes.ts'

/** What one kind of agency may ever know, for what, and on which bases. */
export interface Mandate {
  readonly purposes: readonly Purpose[]
  readonly categories: readonly Category[]
  readonly bases: readonly Basis[]
}

export interface ProtocolRule {
  /** For which matters an instrument must stand when it crosses a border. */
  readonly matter: Matter
  readonly handlingCode: HandlingCode
  /** What a recipient that may do several things is taken to do, if the request says nothing: the first that fits. */
  readonly preference: readonly Purpose[]
  /** Absent: any agency but an auditor. */
  readonly senders?: readonly AgencyType[] | undefined
  readonly recipients?: readonly AgencyType[] | undefined
  /** Between two of these and across a border the protocol is closed. */
  readonly notAcrossBordersBetween: readonly AgencyType[]
  /** Across a border it is open between two of these only. Absent: no such limit. */
  readonly acrossBordersOnlyBetween?: readonly AgencyType[] | undefined
}

export interface Article {
  readonly hub: string
  readonly law: Law
  readonly number: number
  readonly compels: readonly Category[]
}

/** Of one kind of notice: what of a person goes to an agency that may have nothing else of them. */
export interface NoticeRule {
  readonly issuers: readonly AgencyType[]
  readonly recipients: readonly AgencyType[]
  /** A consent has to be for exactly this. */
  readonly purpose: Purpose
  readonly bases: readonly Basis[]
  /** Each notice shows one of them. */
  readonly shows: readonly Category[]
}

/** services/consent/policy/mandates.v1.json, checked. Its fields are explained there, for readers of law. */
export interface Policy {
  /** SHA-256 of the file, lower-case hex; cited by every decision. */
  readonly hash: string
  readonly mandates: Readonly<Record<AgencyType, Mandate>>
  readonly purposes: Readonly<Record<Purpose, { readonly categories: readonly Category[] }>>
  readonly matters: Readonly<Record<Matter, { readonly categories: readonly Category[] }>>
  readonly protocols: Readonly<Record<Protocol, ProtocolRule>>
  readonly bases: {
    /** Among several that permit, the first is cited (after a recipient named by id). */
    readonly order: readonly Basis[]
    readonly needsSecondPerson: readonly Basis[]
    readonly secondPersonWithinHours: number
    /** When it is to be looked at again, whatever its form says. */
    readonly reviewWithinHours: Readonly<Record<Exclude<Basis, 'consent'>, number>>
    readonly standsWithoutGuardian: readonly Basis[]
    readonly reasons: Readonly<Record<Exclude<Basis, 'consent'>, readonly Reason[]>>
    readonly vitalInterest: { readonly categories: readonly Category[]; readonly endsAfterHours: number }
    readonly childSafeguarding: { readonly categories: readonly Category[] }
    readonly courtOrder: { readonly authorities: readonly AgencyType[] }
    readonly legalObligation: { readonly categories: readonly Category[]; readonly articles: readonly Article[] }
  }
  readonly consentForm: {
    readonly signatures: readonly Signature[]
    readonly oral: {
      readonly priorities: readonly Priority[]
      readonly purposes: readonly Purpose[]
      readonly endsAfterHours: number
    }
    /** Of what is signed or thumb-printed, the paper; in an emergency it may follow. */
    readonly sheet: {
      readonly signatures: readonly Signature[]
      readonly priorities: readonly Priority[]
      readonly withinHours: number
      /** So long before it is due the agency is told. */
      readonly warnHours: number
    }
  }
  readonly firewall: {
    readonly barred: readonly AgencyType[]
    readonly assistanceAgencies: readonly AgencyType[]
    readonly criminalProtocols: readonly Protocol[]
  }
  readonly notices: Readonly<Record<NoticeKind, NoticeRule>>
  readonly representsForeignState: readonly AgencyType[]
  readonly secretCategories: readonly Category[]
  readonly withdrawal: {
    /** Within so many hours a holder answers a recall. */
    readonly answerHours: number
    readonly emergencyHours: number
    /** So long somebody may see whether a withdrawal was said under duress. */
    readonly welfareCheckHours: number
  }
  readonly grantStatus: {
    readonly pushHours: number
    /** A grant of which nothing was heard for longer releases less. */
    readonly staleHours: number
    readonly withholds: readonly Category[]
  }
}
