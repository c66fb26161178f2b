import type { FieldName } from './draft.ts'
import { FALLBACK_FIELDS } from './fallback.ts'

export const STEPS = ['person', 'safety', 'facts', 'narrative', 'recipient', 'basis', 'review'] as const
export type StepName = (typeof STEPS)[number]

const FIELDS: Readonly<Record<StepName, readonly FieldName[]>> = {
  person: [
    'names',
    'aliases',
    'birth',
    'ageBand',
    'minor',
    'gender',
    'nationalities',
    'languages',
    'migrationStatus',
    'documents',
    'phones',
    'emails',
    'addresses',
  ],
  safety: [
    'hasSafeContact',
    'contactChannel',
    'contactValue',
    'contactWhen',
    'contactCodeWord',
    'contactLanguage',
    'hasGuardian',
    'guardianName',
    'guardianRelation',
    'guardianPhone',
    'guardianInformed',
    'fearAsked',
    'fearInPrivate',
    'fearAnswer',
    'risks',
    'needs',
  ],
  facts: ['traffickingStatus', 'exploitation', 'control', 'recruitment', 'events'],
  narrative: ['narrativeLanguage', 'narrative'],
  recipient: ['protocol', 'priority', 'hub', 'agencyType', 'agency', 'services', 'purpose', ...FALLBACK_FIELDS],
  basis: [
    'basis',
    'reason',
    'orderHash',
    'law',
    'article',
    'personTold',
    'refusedBy',
    'grantedBy',
    'purposes',
    'recipientScope',
    'actions',
    'hubs',
    'onward',
    'excluded',
    'categories',
    'languageExplained',
    'interpreter',
    'interpreterKind',
    'comprehensionChecked',
    'comprehension',
    'capacity',
    'guardianAuthority',
    'guardianDocument',
    'conflictCheck',
    'signature',
    'sheet',
    'witness',
    'noContact',
    'reportBack',
    'validUntil',
    'assent',
  ],
  review: [],
}

/** In the order in which they stand on the page. */
export const fieldsOf = (step: StepName): readonly FieldName[] => FIELDS[step]

export const stepOf = (field: FieldName): StepName => STEPS.find(step => FIELDS[step].includes(field)) ?? 'person'
