import { isMinor } from './age.ts'
import { isGuardianConflict } from './guardian.ts'
import type { SubjectForm } from './subject-form.ts'

/** What others must know of a person to decide, in yes and no. Travels in a package too; no reader ever sees it. */
export interface Facts {
  readonly minor: boolean
  readonly guardianNamed: boolean
  readonly guardianConflict: boolean
  readonly protectionSeeker: boolean
  /** Asked in private, and the answer was no. */
  readonly fearOfReturnDenied: boolean
  readonly helpSeekingNeeds: boolean
}

/** HTCDS guidance on migration: international protection. */
const PROTECTION: readonly string[] = [
  'AsylumSeeker',
  'Refugee',
  'RecipientOfComplementaryProtection',
  'StatelessPerson',
]

export const seeksProtection = (migrationStatus: string | null): boolean =>
  migrationStatus !== null && PROTECTION.includes(migrationStatus)

export const isStateless = (migrationStatus: string | null): boolean => migrationStatus === 'StatelessPerson'

export function factsOf(form: SubjectForm, now: Date): Facts {
  const { subject, fearOfReturn } = form
  return {
    minor: isMinor(subject, now),
    guardianNamed: (subject.guardian?.name ?? '').trim() !== '',
    guardianConflict: isGuardianConflict(form),
    protectionSeeker: seeksProtection(subject.migrationStatus),
    fearOfReturnDenied: fearOfReturn?.asked === true && fearOfReturn.inPrivate && fearOfReturn.answer === 'no',
    helpSeekingNeeds: subject.needs.length > 0,
  }
}

/** ISO 639-1 of the languages of forms; the lists of a person hold ISO 639-3. */
const THREE_LETTERS: Readonly<Record<string, string>> = { es: 'spa', pt: 'por', fr: 'fra', en: 'eng', ht: 'hat' }

export const speaks = (languages: readonly string[], language: string): boolean =>
  language !== '' && languages.includes(THREE_LETTERS[language] ?? language)
