import type { AgencyView } from '@amparo/client'
import { ADULT, agesOf, type Described, minorBands, unservedFor } from '@amparo/contracts'
import { ageBandFromBirth, type Draft, isChild } from '../form/draft.ts'
import type { Words } from '../i18n/words.ts'

type Typed = Pick<Draft, 'minor' | 'ageBand' | 'birth' | 'gender'>

const ANY = { from: 0, to: Number.POSITIVE_INFINITY }

/** What was typed of the person that is compared with those for whom agencies are. It is compared in the page, and asked of nobody. */
export function describedIn(draft: Typed, now: Date): Described {
  const band = ageBandFromBirth(draft.birth, now) ?? draft.ageBand
  const minor = isChild(draft) || minorBands.some(child => child === band)
  const isUnsaid = draft.minor === '' && band === ''
  const known = { minor, ageBand: draft.ageBand, dateOfBirth: draft.birth.trim() }
  return { ages: isUnsaid ? ANY : agesOf(known, now), gender: draft.gender }
}

export interface Choosable {
  readonly agency: AgencyView
  /** Why it is not for this person; nothing: it is. */
  readonly why: readonly ('age' | 'gender')[]
}

/** Those that are for such a person first, in their order; no other is left out. */
export function forPersonFirst(agencies: readonly AgencyView[], person: Described): readonly Choosable[] {
  const rated = agencies.map(agency => choosable(agency, person))
  return [...rated.filter(({ why }) => why.length === 0), ...rated.filter(({ why }) => why.length > 0)]
}

export const choosable = (agency: AgencyView, person: Described): Choosable => ({
  agency,
  why: whyNotFor(agency, person),
})

function whyNotFor({ eligibility = {}, takesMinors }: AgencyView, person: Described): ('age' | 'gender')[] {
  const why = unservedFor(eligibility, person)
  const refusesChild = takesMinors === false && person.ages.to < ADULT
  return refusesChild && !why.includes('age') ? ['age', ...why] : why
}

/** For whom it is instead, in words. */
export function forWhom({ t, code }: Pick<Words, 't' | 'code'>, { agency, why }: Choosable): string {
  const { minimumAge, maximumAge, genders = [] } = agency.eligibility ?? {}
  const words = t.form.forWhom
  const ages = () => {
    if (minimumAge !== undefined && maximumAge !== undefined) return words.between(minimumAge, maximumAge)
    if (maximumAge !== undefined) return words.upTo(maximumAge)
    return words.from(minimumAge ?? ADULT)
  }
  return [
    ...(why.includes('age') ? [ages()] : []),
    ...(why.includes('gender') ? [genders.map(gender => code('gender', gender)).join(', ')] : []),
  ].join(t.app.semicolon)
}

/** What an agency is called among others, with whom it is for where that is not this person. */
export const labelled = (words: Pick<Words, 't' | 'code'>, name: string, choosable: Choosable): string =>
  choosable.why.length === 0 ? name : words.t.form.forWhom.only(name, forWhom(words, choosable))
