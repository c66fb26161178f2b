import type { DirectoryStatement } from '@amparo/contracts'

/** What agencies of the demonstration offer, by type: codes of service categories. Who is not named offers nothing. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  police: ['safety_planning'],
  migration_protection: ['case_management', 'legal'],
  shelter: ['basic_necessities', 'case_management', 'housing', 'language', 'mental_health', 'safety_planning'],
  health: ['medical_and_dental', 'mental_health'],
  labour_inspection: ['employment', 'legal'],
  child_protection: [
    'basic_necessities',
    'case_management',
    'educational',
    'housing',
    'language',
    'mental_health',
    'safety_planning',
  ],
  legal_aid: ['language', 'legal'],
  refugee_authority: ['case_management', 'legal'],
  identification_authority: ['case_management'],
  witness_protection: ['housing', 'mental_health', 'safety_planning'],
  hotline: ['case_management', 'language', 'safety_planning'],
  civil_society: [
    'basic_necessities',
    'case_management',
    'educational',
    'employment',
    'housing',
    'language',
    'legal',
    'mental_health',
  ],
  ombudsman: ['legal'],
  international_organisation: ['basic_necessities', 'case_management', 'language'],
}
const ADULTS_ONLY = new Set(['migration_enforcement', 'labour_inspection', 'audit'])

/** Who is not for everybody, by type: the first agency of it. */
const ELIGIBILITY: Readonly<Record<string, Eligibility>> = {
  shelter: { genders: ['Feminine', 'TransgenderFeminine', 'NonConforming'] },
  child_protection: { maximumAge: 17 },
}
export type Eligibility = NonNullable<DirectoryStatement['agencies'][number]['eligibility']>

export const eligibilityOf = (type: string): Eligibility | undefined => ELIGIBILITY[type]
export const servicesOf = (type: string): readonly string[] => SERVICES[type] ?? []
export const takesMinors = (type: string): boolean => !ADULTS_ONLY.has(type)
