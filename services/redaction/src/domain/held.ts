import { isSaidToBeMinor } from './age.ts'
import type { Facts } from './facts.ts'
import { factsOf, isStateless, speaks } from './facts.ts'
import type { SubjectForm } from './subject-form.ts'
import type { PackageView } from './view.ts'

/** The form that was filled in here, or what another hub released in a package. */
export type OneRecord =
  | { readonly kind: 'form'; readonly form: SubjectForm }
  | { readonly kind: 'package'; readonly view: PackageView }

/** What this hub holds of a person. */
export type Held = OneRecord & {
  /** Records of the same person that are linked with this one: heard where something is decided, shown to nobody. Absent: none. */
  readonly linked?: readonly OneRecord[]
  /**
   * What it and those said before they were corrected: hunted in texts, which are not corrected with it, and shown to nobody. Opened when it
   * is first asked for. Absent: nothing.
   */
  readonly before?: () => readonly OneRecord[]
}

/** Whatever any record of the person says or has said. */
export const everSaidOf = (held: Held): readonly [OneRecord, ...OneRecord[]] => [
  held,
  ...(held.linked ?? []),
  ...(held.before?.() ?? []),
]

/** What is held once the form is another one. */
export const correctedTo = (held: Held, form: SubjectForm): Held => ({
  ...(held.linked && { linked: held.linked }),
  ...{ kind: 'form', form, before: () => [held, ...(held.before?.() ?? [])] },
})

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

/** Of records of one person the stricter answer counts, whoever heard it: what was feared, or a child, in one of them is so in all (ADR 17). */
export function answerFor(held: Held, question: Question, now: Date): Answer {
  const own = answerAlone(held, question, now)
  return (held.linked ?? []).map(record => warningOf(record, question, now)).reduce(heeding, own)
}

/**
 * The sending hub's answers stand for what came in a package: it has asked, this hub has not. Of any third hub nothing is
 * known here, so the answer is the one that denies; of the sending hub itself, what it says of a report.
 */
function answerAlone(held: OneRecord, { language, recipientHub, ownHub, report = false }: Question, now: Date): Answer {
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
    minor: isMinorIn({ facts, categories }, now),
    speaksLanguage: false,
    protectionSeeker: facts.protectionSeeker || !known,
    fearOfReturnDenied: facts.fearOfReturnDenied && known,
    recipientIsStateOfNationality: known ? facts.recipientIsStateOfNationality : !(report && facts.mayReportBack),
  }
}

/** A claim that what came with it contradicts leaves the age in doubt. */
const isMinorIn = ({ facts, categories }: Pick<PackageView, 'facts' | 'categories'>, now: Date): boolean =>
  facts.minor || Object.values(categories).some(data => isSaidToBeMinor(data, now))

type Warning = Pick<Answer, 'minor' | 'guardianConflict' | 'protectionSeeker' | 'recipientIsStateOfNationality'> & {
  /** They were asked, and did not say no. */
  readonly fears: boolean
}

/** What one record knows. Of what it does not know it says nothing: the other one answers that by itself. */
function warningOf(record: OneRecord, { recipientHub, ownHub }: Question, now: Date): Warning {
  if (record.kind === 'form') {
    const { form } = record
    const { minor, guardianConflict, protectionSeeker, fearOfReturnDenied } = factsOf(form, now)
    return {
      ...{ minor, guardianConflict, protectionSeeker, fears: form.fearOfReturn?.asked === true && !fearOfReturnDenied },
      recipientIsStateOfNationality: form.subject.nationalities.includes(recipientHub),
    }
  }
  const { facts } = record.view
  // Of this hub alone the sender has said it.
  const recipientIsStateOfNationality = recipientHub === ownHub && facts.recipientIsStateOfNationality
  return {
    ...{ minor: isMinorIn(record.view, now), guardianConflict: facts.guardianConflict, recipientIsStateOfNationality },
    ...{ protectionSeeker: facts.protectionSeeker, fears: recipientIsStateOfNationality && !facts.fearOfReturnDenied },
  }
}

const heeding = (own: Answer, other: Warning): Answer => ({
  ...own,
  minor: own.minor || other.minor,
  guardianConflict: own.guardianConflict || other.guardianConflict,
  protectionSeeker: own.protectionSeeker || other.protectionSeeker,
  recipientIsStateOfNationality: own.recipientIsStateOfNationality || other.recipientIsStateOfNationality,
  fearOfReturnDenied: own.fearOfReturnDenied && !other.fears,
})

/** The person's own state, unless they were asked in private and fear nothing there. */
export const mayFear = (answer: Answer): boolean => answer.recipientIsStateOfNationality && mayFearAny(answer)

/** Whatever state it is, and so whoever speaks for one. */
export const mayFearAny = ({ protectionSeeker, fearOfReturnDenied }: Answer): boolean =>
  protectionSeeker || !fearOfReturnDenied

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
