import type { FieldError } from '@amparo/kernel'
import type { FieldName } from './draft.ts'

/** A field of the form that is to be corrected, and why. */
export interface Fault {
  readonly field: FieldName
  readonly code: string
}

export type Stage = 'subject' | 'consent' | 'referral'

/** RFC 6901 pointers of the three requests, longest first where one begins another. */
const POINTERS: Readonly<Record<Stage, readonly (readonly [prefix: string, field: FieldName])[]>> = {
  subject: [
    ['/subject/identity/names', 'names'],
    ['/subject/identity/aliases', 'aliases'],
    ['/subject/identity/dateOfBirth', 'birth'],
    ['/subject/identity/phones', 'phones'],
    ['/subject/identity/emails', 'emails'],
    ['/subject/identity/documents', 'documents'],
    ['/subject/identity/addresses', 'addresses'],
    ['/subject/gender', 'gender'],
    ['/subject/ageBand', 'ageBand'],
    ['/subject/isMinor', 'minor'],
    ['/subject/languages', 'languages'],
    ['/subject/nationalities', 'nationalities'],
    ['/subject/migrationStatus', 'migrationStatus'],
    ['/subject/needs', 'needs'],
    ['/subject/risks', 'risks'],
    ['/subject/safeContact/channel', 'contactChannel'],
    ['/subject/safeContact/value', 'contactValue'],
    ['/subject/safeContact/when', 'contactWhen'],
    ['/subject/safeContact/codeWord', 'contactCodeWord'],
    ['/subject/safeContact/language', 'contactLanguage'],
    ['/subject/safeContact', 'hasSafeContact'],
    ['/subject/guardian/name', 'guardianName'],
    ['/subject/guardian/relation', 'guardianRelation'],
    ['/subject/guardian/phone', 'guardianPhone'],
    ['/subject/guardian', 'hasGuardian'],
    ['/trafficking/status', 'traffickingStatus'],
    ['/trafficking/exploitationTypes', 'exploitation'],
    ['/trafficking/methodsOfControl', 'control'],
    ['/trafficking/recruitment', 'recruitment'],
    ['/trafficking/events', 'events'],
    ['/narrative/lang', 'narrativeLanguage'],
    ['/narrative/selfIncriminating', 'incriminating'],
    ['/narrative', 'narrative'],
    ['/fearOfReturn/answer', 'fearAnswer'],
    ['/fearOfReturn', 'fearAsked'],
  ],
  consent: [
    ['/basis', 'basis'],
    ['/grantedBy', 'grantedBy'],
    ['/purposes', 'purposes'],
    ['/recipients', 'recipientScope'],
    ['/dataCategories', 'categories'],
    ['/languageExplained', 'languageExplained'],
    ['/interpreter', 'interpreter'],
    ['/comprehensionChecked', 'comprehensionChecked'],
    ['/taken/formText', 'languageExplained'],
    ['/taken/interpreter', 'interpreterKind'],
    ['/taken/comprehension', 'comprehension'],
    ['/taken/capacity', 'capacity'],
    ['/taken/guardian/conflictCheck', 'conflictCheck'],
    ['/taken/guardian/document', 'guardianDocument'],
    ['/taken/guardian', 'guardianAuthority'],
    ['/taken/witness', 'witness'],
    ['/validUntil', 'validUntil'],
    ['/signature', 'signature'],
    ['/sheet', 'sheet'],
    ['/base64', 'sheet'],
    ['/mediaType', 'sheet'],
    ['/actions', 'actions'],
    ['/onward', 'onward'],
    ['/excluded', 'excluded'],
    ['/refusedBy', 'refusedBy'],
    ['/reportBack', 'reportBack'],
    ['/selfIncriminating/advisedOn', 'advisedOn'],
    ['/selfIncriminating', 'advisedBy'],
    ['/protocol', 'protocol'],
    ['/priority', 'priority'],
    ['/justification/document', 'orderHash'],
    ['/justification/until', 'orderUntil'],
    ['/justification/compels', 'compels'],
    ['/justification/article/law', 'law'],
    ['/justification/article', 'article'],
    ['/justification/personTold', 'personTold'],
    ['/justification', 'reason'],
  ],
  referral: [
    ['/protocol', 'protocol'],
    ['/priority', 'priority'],
    ['/to', 'agency'],
    ['/services', 'services'],
    ['/purpose', 'purpose'],
    ['/itemCodes/source', 'source'],
    ['/itemCodes/information', 'information'],
    ['/itemCodes', 'handling'],
    ['/fallback/number', 'fallbackNumber'],
    ['/fallback/happenedAt', 'fallbackAt'],
    ['/fallback/acknowledgedBy', 'fallbackBy'],
    ['/fallback', 'fallback'],
  ],
}

/** Where a refusal without pointers is to be put right. */
const CODES: Readonly<Record<string, FieldName>> = {
  recipient_unknown: 'agency',
  recipient_accreditation_lapsed: 'agency',
  recipient_excluded: 'agency',
  recipient_is_sender: 'agency',
  migration_enforcement_firewall: 'agency',
  state_of_nationality: 'agency',
  no_instrument: 'agency',
  jurisdiction_outside_consent: 'recipientScope',
  recipient_outside_consent: 'recipientScope',
  one_recipient_only: 'recipientScope',
  protocol_not_for_agency: 'protocol',
  protocol_needs_minor: 'protocol',
  purpose_outside_consent: 'purposes',
  purpose_outside_mandate: 'purpose',
  basis_not_for_recipient: 'basis',
  minor_without_guardian_or_safeguarding: 'basis',
  guardian_conflict: 'basis',
  not_a_child: 'basis',
  guardian_of_child_only: 'grantedBy',
  guardian_may_not_withdraw: 'grantedBy',
  no_lawful_basis: 'basis',
  guardian_not_named: 'hasGuardian',
  consent_expired: 'validUntil',
  language_not_understood: 'languageExplained',
  comprehension_not_checked: 'comprehensionChecked',
  form_text_unknown: 'languageExplained',
  interpreter_not_independent: 'interpreterKind',
  capacity_lacking: 'capacity',
  guardian_authority_missing: 'guardianAuthority',
  guardian_conflict_unchecked: 'conflictCheck',
  contact_not_agreed: 'noContact',
  witness_not_independent: 'witness',
  signature_missing: 'signature',
  signed_sheet_missing: 'sheet',
  signed_sheet_unknown: 'sheet',
  witness_or_sheet_first: 'signature',
  sheet_unfit: 'sheet',
  sheet_too_large: 'sheet',
  sheet_of_another: 'sheet',
  action_outside_consent: 'actions',
  justification_missing: 'reason',
  person_not_told: 'personTold',
  compelled_data_missing: 'compels',
  order_limit_missing: 'orderUntil',
  refusal_not_reviewed: 'refusedBy',
  second_person_first: 'basis',
  paper_number_taken: 'fallbackNumber',
}

const isAt = (pointer: string, prefix: string) => pointer === prefix || pointer.startsWith(`${prefix}/`)

const fieldAt = (stage: Stage, pointer: string): FieldName | undefined =>
  POINTERS[stage].find(([prefix]) => isAt(pointer, prefix))?.[1]

/** The fields that a refusal names, or that its code speaks of; each once. */
export function faultsOf(
  stage: Stage,
  refusal: { readonly code: string; readonly errors: readonly FieldError[] },
): readonly Fault[] {
  const named = refusal.errors.flatMap(({ pointer, code }) => {
    const field = fieldAt(stage, pointer)
    return field === undefined ? [] : [{ field, code }]
  })
  const byCode = CODES[refusal.code]
  const all = named.length > 0 || byCode === undefined ? named : [{ field: byCode, code: refusal.code }]
  return all.filter((fault, i) => all.findIndex(({ field }) => field === fault.field) === i)
}
