import type {
  Action,
  ageBands,
  EvidenceKind,
  eventTypes,
  exploitationTypes,
  genders,
  grantors,
  INCRIMINATING_KINDS,
  ITEM_INFORMATION,
  ITEM_SOURCES,
  methodsOfControl,
  migrationStatuses,
  needNames,
  Priority,
  recruitmentMethods,
  Scope,
  ServiceCategory,
  Status,
  signatures,
  traffickingStatuses,
} from '@amparo/contracts'
import type { CodedWords } from '@amparo/contracts/words'

type CodeOf<E> = Lowercase<Exclude<keyof E, 'UNSPECIFIED'> & string>
type Hyphened<S extends string> = S extends `${infer A}_${infer B}` ? `${A}-${Hyphened<B>}` : S
type One<L extends readonly string[]> = L[number]
type Labels<C extends string> = Readonly<Record<C, string>>

/** Codes that no list of the contracts holds: of the forms of consent and referral, and risks that are often met. */
export type Reason =
  | 'danger_to_life'
  | 'medical_emergency'
  | 'no_safe_place'
  | 'cannot_give_consent'
  | 'child_at_risk'
  | 'age_in_doubt'
  | 'guardian_absent'
  | 'guardian_conflicted'
  | 'guardian_refuses'
  | 'court_ordered'
  | 'review_for_defence'
  | 'review_for_non_punishment'
  | 'duty_to_report'
  | 'mutual_legal_assistance'
export type Law =
  | 'penal_code'
  | 'criminal_procedure_code'
  | 'trafficking_act'
  | 'child_protection_act'
  | 'labour_code'
  | 'migration_act'
  | 'health_act'
  | 'untoc'
  | 'mutual_assistance_treaty'
export type Risk =
  | 'trafficker_at_large'
  | 'trafficker_knows_address'
  | 'lives_at_place_of_exploitation'
  | 'return_to_work_site'
  | 'no_safe_place_tonight'
  | 'retaliation_against_family'
  | 'debt_pressure'
  | 'family_pressure'
  | 'family_may_disclose_location'
  | 'guardian_suspected'
  | 'family_separation'
  | 'separation_from_children'
  | 'co_victim_not_located'
  | 'deportation_fear'
  | 'document_loss'
  | 'account_access_lost'
  | 'language_isolation'
  | 'discrimination'
  | 'small_community_reidentification'
  | 'health_untreated'
  | 'health_pregnancy'
  | 'suicide_risk'

/** What every code is called in one language. A missing one fails the type check. */
export interface Codes extends CodedWords {
  readonly status: Labels<Hyphened<CodeOf<typeof Status>>>
  /** How what is sent may be handled (SIENA), and how source and information are evaluated. */
  readonly handling: Labels<'h0' | 'h1' | 'h2' | 'h3'>
  readonly source: Labels<(typeof ITEM_SOURCES)[number]>
  readonly information: Labels<(typeof ITEM_INFORMATION)[number]>
  readonly priority: Labels<CodeOf<typeof Priority>>
  readonly service: Labels<CodeOf<typeof ServiceCategory>>
  readonly evidence: Labels<CodeOf<typeof EvidenceKind>>
  readonly gender: Labels<One<typeof genders>>
  readonly ageBand: Labels<One<typeof ageBands>>
  readonly need: Labels<One<typeof needNames>>
  readonly migrationStatus: Labels<One<typeof migrationStatuses>>
  readonly traffickingStatus: Labels<One<typeof traffickingStatuses>>
  readonly exploitation: Labels<One<typeof exploitationTypes>>
  readonly control: Labels<One<typeof methodsOfControl>>
  readonly recruitment: Labels<One<typeof recruitmentMethods>>
  readonly event: Labels<One<typeof eventTypes>>
  readonly signature: Labels<One<typeof signatures>>
  readonly grantor: Labels<One<typeof grantors>>
  /** Who interpreted. */
  readonly interpreter: Labels<
    | 'professional'
    | 'cultural_mediator'
    | 'agency_staff'
    | 'telephone_service'
    | 'suspect'
    | 'employer'
    | 'relative'
    | 'co_victim'
    | 'child'
  >
  readonly comprehension: Labels<'own_words' | 'questions_answered' | 'pictograms' | 'sign_language'>
  readonly capacity: Labels<'able' | 'able_with_support' | 'acutely_unable' | 'lasting_unable' | 'unknown' | 'declined'>
  readonly authority: Labels<
    'parent' | 'court_appointed' | 'child_protection_authority' | 'testamentary' | 'protective_measure'
  >
  readonly conflictCheck: Labels<'none_found' | 'conflict_found' | 'not_done'>
  readonly adviser: Labels<'own_lawyer' | 'legal_aid' | 'public_defender' | 'ombudsman'>
  /** What a passage could be held against the person for. */
  readonly incriminating: Labels<(typeof INCRIMINATING_KINDS)[number]>
  readonly told: Labels<'told' | 'would_endanger' | 'not_told'>
  readonly channel: Labels<'phone' | 'sms' | 'whatsapp' | 'email' | 'in_person' | 'via_third'>
  readonly risk: Labels<Risk>
  readonly reason: Labels<Reason>
  readonly law: Labels<Law>
  readonly decline: Labels<
    | 'at-capacity'
    | 'not-within-mandate'
    | 'not-eligible'
    | 'unsafe-location'
    | 'conflict-of-interest'
    | 'needs-other-service'
    | 'no-interpreter'
    | 'insufficient-information'
    | 'duplicate'
  >
  readonly basisStatus: Labels<'in_force' | 'withdrawn' | 'expired' | 'lapsed'>
  readonly fearAnswer: Labels<'yes' | 'no' | 'declined'>
  readonly withheld: Labels<
    | 'outside_consent'
    | 'outside_mandate'
    | 'outside_purpose'
    | 'outside_basis'
    | 'outside_instrument'
    | 'status_stale'
    | 'handling_code'
    | 'redaction_failed'
    | 'not_yet_redactable'
    | 'needs_review'
    | 'document_type_mismatch'
    | 'document_damaged'
    | 'document_encrypted'
    | 'document_too_large'
    | 'document_unprovable'
    | 'document_not_now'
  >
  readonly auditAction: Labels<CodeOf<typeof Action> | 'entry_unreadable'>
  readonly scope: Labels<Scope>
  /** What of the log was read, by the first word of the entry's code. */
  readonly logRead: Labels<
    | 'entries'
    | 'alerts'
    | 'alert'
    | 'alert-questions'
    | 'samples'
    | 'sample'
    | 'erasures'
    | 'erasure'
    | 'certifications'
    | 'register'
    | 'proof'
    | 'tlog-proof'
  >
  /** What has become of a service that was asked for (NIEM). */
  readonly planState: Labels<'requested' | 'accepted' | 'provided' | 'referred-out' | 'unmet' | 'declined-by-person'>
  /** Why one referral is linked to another. */
  readonly link: Labels<
    'co-victim' | 'family' | 'dependant' | 'sub-referral' | 'transfer' | 're-offer' | 'reopened' | 'same-event'
  >
}

export type CodeList = keyof Codes
