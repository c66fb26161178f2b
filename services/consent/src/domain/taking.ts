import type { AgencyType } from './codes.ts'

/** Who interpreted. The last five may be part of the harm, or are not to bear it (rules: Lawful basis). */
export const INTERPRETERS = [
  'professional',
  'cultural_mediator',
  'agency_staff',
  'telephone_service',
  'suspect',
  'employer',
  'relative',
  'co_victim',
  'child',
] as const
export type Interpreter = (typeof INTERPRETERS)[number]

/** How it was found out that the person understood. */
export const COMPREHENSION_CHECKS = ['own_words', 'questions_answered', 'pictograms', 'sign_language'] as const
export type ComprehensionCheck = (typeof COMPREHENSION_CHECKS)[number]

/** Whether the person could decide then. What is not known, or was not answered, is no ground to refuse. */
export const CAPACITIES = [
  'able',
  'able_with_support',
  'acutely_unable',
  'lasting_unable',
  'unknown',
  'declined',
] as const
export type Capacity = (typeof CAPACITIES)[number]

/** By what right somebody speaks for the person. */
export const GUARDIAN_AUTHORITIES = [
  'parent',
  'court_appointed',
  'child_protection_authority',
  'testamentary',
  'protective_measure',
] as const
export type GuardianAuthority = (typeof GUARDIAN_AUTHORITIES)[number]

export const CONFLICT_CHECKS = ['none_found', 'conflict_found', 'not_done'] as const
export type ConflictCheck = (typeof CONFLICT_CHECKS)[number]

/** Whether the person may be contacted. How, only redaction knows. */
export const CONTACT_RULES = ['as_recorded', 'no_contact'] as const
export type ContactRule = (typeof CONTACT_RULES)[number]

export interface Guardian {
  readonly authority: GuardianAuthority
  /** SHA-256 of the paper that shows it, hex. */
  readonly document: string
  /** Whether somebody looked for a conflict of interest, and what was found. */
  readonly conflictCheck: ConflictCheck
}

/** Somebody of an agency, or of none. */
export interface Witness {
  readonly from: AgencyType | 'no_agency'
  readonly agencyId?: string | undefined
}

/** The paper that a person signed or put a thumbprint on, as redaction keeps it. What stands on it, nobody here can see. */
export interface Sheet {
  readonly id: string
  /** SHA-256 of the file, hex. */
  readonly sha256: string
}

/** How a consent was taken: codes and hashes. What is absent was not said. */
export interface Taking {
  /** SHA-256 of the text that was read to the person or that they read, hex: which version, in which language. */
  readonly formText?: string | undefined
  readonly interpreter?: Interpreter | undefined
  readonly comprehension?: ComprehensionCheck | undefined
  readonly capacity?: Capacity | undefined
  readonly guardian?: Guardian | undefined
  /** Whether the child was asked for their own view, as far as age and maturity allow. */
  readonly viewsSought?: boolean | undefined
  readonly contactRule?: ContactRule | undefined
  readonly witness?: Witness | undefined
}
