import { type NeedName, needCodeOf, needNames } from '@amparo/contracts'
import { type Draft, type FieldName, isChild } from './draft.ts'
import { FALLBACK_FIELDS } from './fallback.ts'
import type { Fault } from './faults.ts'
import { ITEM_CODE_FIELDS } from './item-codes.ts'

/** What is asked for when somebody needs help now, in the order of the page. */
export const QUICK_FIELDS: readonly FieldName[] = [
  'minor',
  'ageBand',
  'names',
  'languages',
  'needs',
  'risks',
  'hasSafeContact',
  'contactChannel',
  'contactValue',
  'contactWhen',
  'contactCodeWord',
  'contactLanguage',
  'protocol',
  ...ITEM_CODE_FIELDS,
  'hub',
  'agency',
  'basis',
  'reason',
  'comprehensionChecked',
  ...FALLBACK_FIELDS,
]

/** Oral consent, vital interest and what may be released on it last so long; the last day of it, UTC (policy of consent). */
const LASTS_MS = 72 * 3_600_000

/** ISO 639-3 of the page's own languages: in one of them it was said, if the person's are not known. */
const SPOKEN: Readonly<Record<string, string>> = { es: 'spa', en: 'eng', fr: 'fra', pt: 'por' }

/** What vital interest releases: code name and safe contact, risk, urgent health and needs. */
const LEAST = ['contact', 'health', 'risk', 'needs']
/** For which recorded oral consent without a witness does, in an emergency. */
const CARE = ['shelter', 'medical_care']

const isNeed = (code: string): code is NeedName => needNames.some(name => name === code)

/** Which bases can be claimed by one officer on the spot: a child needs no consent, and gives none that would count. */
export const quickBases = (draft: Pick<Draft, 'minor'>): readonly string[] =>
  isChild(draft) ? ['child_safeguarding', 'vital_interest'] : ['consent', 'vital_interest']

/** Without the narrative the two agencies could not read what they write to each other; it is masked. */
const BY_BASIS: Readonly<Record<string, readonly string[]>> = {
  consent: [...LEAST, 'narrative'],
  child_safeguarding: [...LEAST, 'narrative', 'minors', 'safety', 'location'],
}

/** What goes to the agency on that basis. Vital interest releases no name, whatever is known. */
export function quickCategories({ basis, names }: Pick<Draft, 'basis' | 'names'>): readonly string[] {
  const categories = BY_BASIS[basis]
  if (categories === undefined) return LEAST
  return names.trim() === '' ? categories : ['identity', ...categories]
}

/** The whole form, from the little that was asked. What is not known is left unknown, to be completed afterwards. */
export function quickDraft(asked: Draft, now: Date, language: string): Draft {
  const isConsent = asked.basis === 'consent'
  const [spoken = SPOKEN[language] ?? 'spa'] = asked.languages
  return {
    ...asked,
    priority: 'emergency',
    traffickingStatus: 'PossibleVictimOfTrafficking',
    services: [...new Set(asked.needs.filter(isNeed).map(needCodeOf))],
    grantedBy: isConsent ? 'self' : 'none',
    purposes: asked.basis === 'child_safeguarding' ? ['child_protection', ...CARE] : CARE,
    recipientScope: 'agency',
    categories: quickCategories(asked),
    languageExplained: asked.languages.length > 0 ? spoken : (SPOKEN[language] ?? 'spa'),
    signature: isConsent ? 'oral' : '',
    validUntil: new Date(now.getTime() + LASTS_MS).toISOString().slice(0, 10),
  }
}

/** What oral consent needs beside the rest: a language that the person understands. */
export const quickFaults = ({ basis }: Draft, { languages }: Draft): readonly Fault[] =>
  basis === 'consent' && languages.length === 0 ? [{ field: 'languages' as const, code: 'required' }] : []
