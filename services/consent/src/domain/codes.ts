/** The codes a decision is made of, as the HTTP API writes them. A test holds them against the contracts. */
export const CATEGORIES = [
  'identity',
  'contact',
  'documents',
  'health',
  'exploitation',
  'family',
  'location',
  'narrative',
  'help_seeking',
  'migration_status',
  'risk',
  'needs',
  'self_incriminating',
  'minors',
  'safety',
  'suspects',
] as const
export type Category = (typeof CATEGORIES)[number]

export const PURPOSES = [
  'shelter',
  'safe_return',
  'formal_identification',
  'psychosocial_support',
  'legal_assistance',
  'medical_care',
  'criminal_investigation',
  'documentation',
  'family_tracing',
  'labour_claim',
  'migration_control',
  'child_protection',
  'non_removal',
  'consular_notification',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** Ways of passing it on: a referral to an agency of the network, a one-time link to an organisation outside. */
export const ACTIONS = ['refer', 'link'] as const
export type Action = (typeof ACTIONS)[number]

export const BASES = ['consent', 'child_safeguarding', 'vital_interest', 'court_order', 'legal_obligation'] as const
export type Basis = (typeof BASES)[number]

export const AGENCY_TYPES = [
  'police',
  'prosecution',
  'court',
  'migration_protection',
  'migration_enforcement',
  'consulate',
  'shelter',
  'health',
  'labour_inspection',
  'child_protection',
  'legal_aid',
  'refugee_authority',
  'identification_authority',
  'witness_protection',
  'hotline',
  'civil_society',
  'ombudsman',
  'international_organisation',
  'central_authority',
  'audit',
] as const
export type AgencyType = (typeof AGENCY_TYPES)[number]

/** Families of protocols. */
export const PROTOCOLS = [
  'oas-64-standard',
  'child-safeguarding',
  'formal-identification',
  'spontaneous-transmission',
  'cross-border-transfer',
  'witness-protection',
] as const
export type Protocol = (typeof PROTOCOLS)[number]

export const PRIORITIES = ['emergency', 'urgent', 'normal'] as const
export type Priority = (typeof PRIORITIES)[number]

export const HANDLING_CODES = ['h0', 'h1', 'h2', 'h3'] as const
export type HandlingCode = (typeof HANDLING_CODES)[number]

export const MATTERS = ['assistance', 'criminal'] as const
export type Matter = (typeof MATTERS)[number]

export const SIGNATURES = ['signed', 'thumbprint', 'pictogram', 'oral_with_witness', 'oral'] as const
export type Signature = (typeof SIGNATURES)[number]

export const GRANTORS = ['self', 'guardian', 'none'] as const
export type Grantor = (typeof GRANTORS)[number]

/** Who may advise a person before they agree to what could be held against them: nobody who prosecutes or decides. */
export const ADVISERS = ['own_lawyer', 'legal_aid', 'public_defender', 'ombudsman'] as const
export type Adviser = (typeof ADVISERS)[number]

/** Kinds of law that an article of a justification may lie in. */
export const LAWS = [
  'penal_code',
  'criminal_procedure_code',
  'trafficking_act',
  'child_protection_act',
  'labour_code',
  'migration_act',
  'health_act',
  'untoc',
  'mutual_assistance_treaty',
] as const
export type Law = (typeof LAWS)[number]

export const NOTICE_KINDS = ['non_removal', 'consular'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Whether the person was told first of what the law compels to report. */
export const TOLD = ['told', 'would_endanger', 'not_told'] as const
export type Told = (typeof TOLD)[number]

/** Why a basis other than consent is claimed. Which reason fits which basis is in the policy. */
export const REASONS = [
  'danger_to_life',
  'medical_emergency',
  'no_safe_place',
  'cannot_give_consent',
  'child_at_risk',
  'age_in_doubt',
  'guardian_absent',
  'guardian_conflicted',
  'guardian_refuses',
  'court_ordered',
  'review_for_defence',
  'review_for_non_punishment',
  'duty_to_report',
  'mutual_legal_assistance',
] as const
export type Reason = (typeof REASONS)[number]
