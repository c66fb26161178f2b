import type { Recipient } from './agency.ts'
import type { Form, Pointer } from './form.ts'
import type { Guardian, Interpreter, Witness } from './taking.ts'

/** They may be part of the harm, or are not to bear it (rules: Lawful basis). */
const BARRED_INTERPRETERS: readonly (Interpreter | undefined)[] = [
  // Somebody of whom nothing is said may be any of them.
  undefined,
  'suspect',
  'employer',
  'relative',
  'co_victim',
  'child',
]

/** An interpreter of whom it is not said what they are, or who is not free. */
export const interpreterFaults = ({ interpreter, taken }: Form): readonly Pointer[] =>
  interpreter && BARRED_INTERPRETERS.includes(taken?.interpreter) ? ['/taken/interpreter'] : []

/**
 * The text of a version that is in use, in the language in which it was explained, if there is one in it: what was read aloud is what was
 * understood. An interpreter reads from any.
 */
export function textFaults(
  { taken, languageExplained, interpreter }: Form,
  textsAccepted: ReadonlyMap<string, string>,
): readonly Pointer[] {
  const language = taken?.formText === undefined ? undefined : textsAccepted.get(taken.formText)
  const another =
    language !== languageExplained && !interpreter && [...textsAccepted.values()].includes(languageExplained)
  return language === undefined || another ? ['/taken/formText'] : []
}

export function comprehensionFaults({ comprehensionChecked, taken }: Form): readonly Pointer[] {
  if (!comprehensionChecked) return ['/comprehensionChecked']
  return taken?.comprehension === undefined ? ['/taken/comprehension'] : []
}

/** Of the person who consents: a guardian speaks where they cannot. */
export const capacityFaults = ({ grantedBy, taken }: Form): readonly Pointer[] =>
  grantedBy === 'self' && (taken?.capacity === 'acutely_unable' || taken?.capacity === 'lasting_unable')
    ? ['/taken/capacity']
    : []

const guardianOf = ({ basis, grantedBy, taken }: Form): Guardian | 'unstated' | undefined =>
  basis === 'consent' && grantedBy === 'guardian' ? (taken?.guardian ?? 'unstated') : undefined

export const authorityFaults = (form: Form): readonly Pointer[] =>
  guardianOf(form) === 'unstated' ? ['/taken/guardian'] : []

/** The officer found what redaction could not know. */
export function foundConflict(form: Form): boolean {
  const guardian = guardianOf(form)
  return typeof guardian === 'object' && guardian.conflictCheck === 'conflict_found'
}

export function conflictUnchecked(form: Form): readonly Pointer[] {
  const guardian = guardianOf(form)
  return typeof guardian === 'object' && guardian.conflictCheck === 'not_done' ? ['/taken/guardian/conflictCheck'] : []
}

/** Whoever wants no contact gives nobody their contact data. */
export const contactFaults = ({ taken, dataCategories }: Form): readonly Pointer[] =>
  taken?.contactRule === 'no_contact' && dataCategories.includes('contact') ? ['/dataCategories'] : []

/** Oral consent names its witness; and no witness is of the police or of the recipient (rules: Lawful basis). */
export function witnessFaults({ signature, taken, recipients }: Form): readonly Pointer[] {
  const witness = taken?.witness
  if (witness === undefined) return signature === 'oral_with_witness' ? ['/taken/witness'] : []
  return witness.from === 'police' || recipients.some(recipient => isOf(witness, recipient)) ? ['/taken/witness'] : []
}

/** Somebody of the same kind of agency, of which it is not said which one, may be of that one. */
const isOf = ({ from, agencyId }: Witness, recipient: Recipient): boolean =>
  from === recipient.agencyType &&
  (recipient.agencyId === undefined || agencyId === undefined || agencyId === recipient.agencyId)
