import type { ProtocolView } from '@amparo/client'
import { fieldErrorsOf, subjectPayloadSchema } from '@amparo/contracts'
import { ageBandFromBirth, type Draft, type FieldName, isCompelled, isGuardianSuspected } from './draft.ts'
import { fallbackFaults } from './fallback.ts'
import { type Fault, faultsOf } from './faults.ts'
import { itemCodeFaults } from './item-codes.ts'
import { ownWordsFaults } from './own-words.ts'
import { payloadOf } from './payload.ts'
import { isOnPaper } from './signed-sheet.ts'
import { fieldsOf, type StepName } from './steps.ts'

/** What a step still needs before the next. What nobody knows of the person is never asked for twice. */
export function checkStep(step: StepName, draft: Draft, now: Date, protocol?: ProtocolView): readonly Fault[] {
  const fields = fieldsOf(step)
  const found = [
    ...missing(draft, now),
    ...malformed(draft, now),
    ...fallbackFaults(draft, now),
    ...ownWordsFaults(draft, now),
    ...itemCodeFaults(draft, protocol),
  ].filter(({ field }) => fields.includes(field))
  const first = found.filter((fault, i) => found.findIndex(({ field }) => field === fault.field) === i)
  return first.toSorted((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field))
}

type Need = readonly [field: FieldName, isMissing: boolean]

function missing(draft: Draft, now: Date): Fault[] {
  const { basis } = draft
  const needs: readonly Need[] = [
    ['minor', draft.minor === ''],
    ['contactChannel', draft.hasSafeContact && draft.contactChannel === ''],
    ['contactWhen', draft.hasSafeContact && draft.contactWhen.trim() === ''],
    ['contactLanguage', draft.hasSafeContact && draft.contactLanguage === ''],
    ['guardianName', draft.hasGuardian && draft.guardianName.trim() === ''],
    ['guardianRelation', draft.hasGuardian && draft.guardianRelation.trim() === ''],
    ['fearAnswer', draft.fearAsked === 'yes' && draft.fearAnswer === ''],
    ['traffickingStatus', draft.traffickingStatus === ''],
    ['protocol', draft.protocol === ''],
    ['priority', draft.priority === ''],
    ['agency', draft.agency === ''],
    ['basis', basis === ''],
    // Nobody's word is no consent: the hub would refuse it as one that lacks its signature, though there is a signed sheet.
    ['grantedBy', draft.grantedBy === '' || (basis === 'consent' && draft.grantedBy === 'none')],
    // Nor is anything else granted by whoever may be part of the harm. A consent is refused by the hub, which opens a draft that protects the child.
    ['grantedBy', basis !== '' && basis !== 'consent' && isGuardianSuspected(draft)],
    ['reason', basis !== '' && basis !== 'consent' && draft.reason === ''],
    ['orderHash', basis === 'court_order' && draft.orderHash === ''],
    ['orderUntil', basis === 'court_order' && draft.orderUntil === ''],
    ['compels', isCompelled(draft) && draft.compels.length === 0],
    ['law', basis === 'legal_obligation' && draft.law === ''],
    ['article', basis === 'legal_obligation' && !/^[1-9]\d{0,3}$/.test(draft.article.trim())],
    ['personTold', basis === 'legal_obligation' && draft.personTold === ''],
    ['purposes', draft.purposes.length === 0],
    ['excluded', draft.excluded.some(({ agencyType }) => agencyType === '')],
    ['categories', draft.categories.length === 0],
    ['languageExplained', draft.languageExplained === ''],
    ['signature', basis === 'consent' && draft.signature === ''],
    ['sheet', isOnPaper(draft) && draft.sheet === null && draft.priority !== 'emergency'],
    ['actions', basis === 'consent' && draft.actions?.length === 0],
    ['comprehensionChecked', basis === 'consent' && !draft.comprehensionChecked],
    ['interpreterKind', basis === 'consent' && draft.interpreter && draft.interpreterKind === ''],
    ['witness', basis === 'consent' && draft.signature === 'oral_with_witness' && draft.witness === ''],
    ...(basis === 'consent' && draft.grantedBy === 'guardian' && !isGuardianSuspected(draft)
      ? guardianNeeds(draft)
      : []),
    ['validUntil', draft.validUntil === ''],
  ]
  const today = now.toISOString().slice(0, 10)
  const isPast = (day: string) => day !== '' && day < today
  // Without any age the vault takes the age for doubtful, and the person for a child, whatever was answered here.
  const ageless = draft.minor === 'no' && draft.ageBand === '' && ageBandFromBirth(draft.birth, now) === undefined
  const isBlank = (text: string) => text.trim() === ''
  const lacksDocument = draft.documents.some(({ type, number }) => isBlank(type) || isBlank(number))
  return [
    ...(lacksDocument ? [{ field: 'documents' as const, code: 'document_incomplete' }] : []),
    ...(draft.events.some(({ country }) => country === '')
      ? [{ field: 'events' as const, code: 'event_incomplete' }]
      : []),
    ...(ageless ? [{ field: 'ageBand' as const, code: 'age_unknown' }] : []),
    ...needs.filter(([, isMissing]) => isMissing).map(([field]) => ({ field, code: 'required' })),
    ...(isPast(draft.validUntil) ? [{ field: 'validUntil' as const, code: 'in_the_past' }] : []),
    ...(basis === 'court_order' && isPast(draft.orderUntil)
      ? [{ field: 'orderUntil' as const, code: 'in_the_past' }]
      : []),
  ]
}

const guardianNeeds = (draft: Draft): readonly Need[] => [
  ['guardianAuthority', draft.guardianAuthority === ''],
  ['guardianDocument', draft.guardianDocument === ''],
  ['conflictCheck', draft.conflictCheck === ''],
]

/** By the schema that the vault itself will apply. */
function malformed(draft: Draft, now: Date): readonly Fault[] {
  const parsed = subjectPayloadSchema.safeParse(payloadOf(draft, now))
  if (parsed.success) return []
  return faultsOf('subject', { code: 'request_invalid', errors: fieldErrorsOf(parsed.error) })
}

/** Why a basis may be claimed, by basis (the network's policy). */
export const REASONS: Readonly<Record<string, readonly string[]>> = {
  child_safeguarding: ['child_at_risk', 'age_in_doubt', 'guardian_absent', 'guardian_conflicted', 'guardian_refuses'],
  vital_interest: ['danger_to_life', 'medical_emergency', 'no_safe_place', 'cannot_give_consent'],
  court_order: ['court_ordered', 'review_for_defence', 'review_for_non_punishment'],
  legal_obligation: ['duty_to_report', 'mutual_legal_assistance'],
}
