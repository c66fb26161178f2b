import type { Basis, Grantor } from './codes.ts'
import type { Facts } from './disclosure.ts'
import type { Policy } from './policy.ts'
import type { BasisRecord } from './record.ts'

type Guardianship = Pick<Facts, 'minor' | 'guardianNamed' | 'guardianConflict'>
interface Given {
  readonly basis: Basis
  readonly grantedBy: Grantor
}

const needsNoGuardian = ({ basis }: Given, policy: Policy) => policy.bases.standsWithoutGuardian.includes(basis)

/**
 * A child cannot consent alone, nor can anything but safeguarding or a court stand where nobody independent speaks for the
 * child. The consent is refused, the child is not: a safeguarding draft opens instead (rules: Children).
 */
export const lacksGuardian = (given: Given, facts: Guardianship, policy: Policy): boolean =>
  facts.minor &&
  !needsNoGuardian(given, policy) &&
  (!facts.guardianNamed || (given.basis === 'consent' && given.grantedBy !== 'guardian'))

type Age = Pick<Facts, 'minor' | 'ageUnknown'>

const isAdult = ({ minor, ageUnknown }: Age): boolean => !minor && ageUnknown !== true

/** Of an adult it is the person who is asked: what keeps a child safe is not for them, nor any more for who came of age. */
export const isNoChild = ({ basis }: Pick<Given, 'basis'>, age: Age): boolean =>
  basis === 'child_safeguarding' && isAdult(age)

/** Whose consent it was that speaks for children alone: who came of age is asked themself. */
export const isOfChildOnly = (
  { basis, grantedBy, guardianOfAdult }: Given & { readonly guardianOfAdult?: boolean },
  age: Age,
): boolean => basis === 'consent' && grantedBy === 'guardian' && guardianOfAdult !== true && isAdult(age)

/** The guardian may be the trafficker: a risk code, a suspect's name or a kinship flag that matches is a conflict. */
export const hasConflictedGuardian = (
  given: Given,
  facts: Omit<Guardianship, 'guardianNamed'>,
  policy: Policy,
): boolean =>
  facts.guardianConflict && (facts.minor || given.grantedBy === 'guardian') && !needsNoGuardian(given, policy)

/** What is known of the person by now, by which what was recorded for a child may carry nothing any more. */
export type Childhood = Guardianship

/**
 * Whether a record carries nothing though it is in force: it ended with childhood, no guardian stands behind it any more, or the guardian may be
 * part of the harm. What came by a grant its own hub decides.
 */
export const isSpent = (record: BasisRecord, known: Childhood, policy: Policy): boolean =>
  record.origin === 'recorded' &&
  (isNoChild(record, known) ||
    isOfChildOnly(record, known) ||
    lacksGuardian(record, known, policy) ||
    hasConflictedGuardian(record, known, policy))

/** Whether a basis of this kind may come to be so by what is known of the person: it needs a guardian, or a child. */
export const maySpend = (basis: Basis, policy: Policy): boolean =>
  basis === 'child_safeguarding' || !policy.bases.standsWithoutGuardian.includes(basis)
