import { isSaidToBeMinor } from './age.ts'
import type { Facts } from './facts.ts'
import { factsOf, isStateless, speaks } from './facts.ts'
import type { SubjectForm } from './subject-form.ts'
import type { PackageView } from './view.ts'

/** What this hub holds of a person: the form that was filled in here, or what another hub released in a package. */
export type Held =
  | { readonly kind: 'form'; readonly form: SubjectForm }
  | { readonly kind: 'package'; readonly view: PackageView }

export interface Question {
  /** ISO 639; empty when it does not matter. */
  readonly language: string
  readonly recipientHub: string
  readonly ownHub: string
  /** The recipient is the hub that sent the package. */
  readonly report?: boolean
}

export interface Answer extends Facts {
  readonly speaksLanguage: boolean
  readonly recipientIsStateOfNationality: boolean
}

/**
 * The sending hub's answers stand for what came in a package: it has asked, this hub has not. Of any third hub nothing is
 * known here, so the answer is the one that denies; of the sending hub itself, what it says of a report.
 */
export function answerFor(held: Held, { language, recipientHub, ownHub, report = false }: Question, now: Date): Answer {
  if (held.kind === 'form') {
    const own = factsOf(held.form, now)
    return {
      ...own,
      speaksLanguage: speaks(held.form.subject.languages, language),
      recipientIsStateOfNationality: mayBeTheirState(held.form, own, { recipientHub, ownHub }),
    }
  }
  const { facts, categories } = held.view
  const known = recipientHub === ownHub
  return {
    ...facts,
    // A claim that what came with it contradicts leaves the age in doubt.
    minor: facts.minor || Object.values(categories).some(data => isSaidToBeMinor(data, now)),
    speaksLanguage: false,
    protectionSeeker: facts.protectionSeeker || !known,
    fearOfReturnDenied: facts.fearOfReturnDenied && known,
    recipientIsStateOfNationality: known ? facts.recipientIsStateOfNationality : !(report && facts.mayReportBack),
  }
}

/** The person's own state, unless they were asked in private and fear nothing there. */
export const mayFear = (answer: Answer): boolean =>
  answer.recipientIsStateOfNationality && (answer.protectionSeeker || !answer.fearOfReturnDenied)

/**
 * Where no nationality is known, any other hub may be the person's own state. Whoever is stateless has none: once they were asked in private
 * and fear no return, no state stands in the way (ADR 54).
 */
function mayBeTheirState(
  { subject: { nationalities, migrationStatus } }: SubjectForm,
  { fearOfReturnDenied }: Facts,
  { recipientHub, ownHub }: Pick<Question, 'recipientHub' | 'ownHub'>,
): boolean {
  if (nationalities.length > 0) return nationalities.includes(recipientHub)
  return recipientHub !== ownHub && !(isStateless(migrationStatus) && fearOfReturnDenied)
}
