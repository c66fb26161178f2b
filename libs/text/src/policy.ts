import { wholeName } from './seed/suspects.ts'
import type { PlacesTold } from './towns.ts'
import { isOfPerson, type Role, type Span } from './types.ts'

/** What a reader may be told of what identifies. Nothing here widens what the form's own identity allows: that is never shown. */
export interface Policy {
  /** Other persons as "testigo A", or every mask as a mask. */
  readonly persons: 'surrogates' | 'masks'
  /** Whose names stay readable, where their part is beyond doubt: a victim taken for a suspect must not be shown. A name that shares a word with the subject's is masked all the same. */
  readonly readable: readonly Role[]
  /**
   * Of suspects, only whose whole name is here (`wholeName`) stays readable, and that name alone. Absent: whoever is told to be one right beside
   * their name.
   */
  readonly suspects?: ReadonlySet<string> | undefined
  /** A day is told, cut to its month, or goes altogether. */
  readonly dates: 'told' | 'month' | 'withheld'
  /** An age is told as its band, or goes altogether. */
  readonly ages: 'band' | 'withheld'
  /** Small places are never told. A town as it was told (the default), as the state it lies in, or not at all, nor its state. */
  readonly places?: 'told' | PlacesTold
  /**
   * By what a judgment or the report of a hospital is found where it is kept, and its people with it: any place, court, firm, day, sum or trait
   * that it tells, as far as the reader of such texts finds it. Withheld from who could look for it; told (the default) where the facts are needed: then
   * it is read as any text is. Weighed, by the commands that mask files: withheld, too, but what is found as in any text is lifted where that reader
   * rules it out. As read, for measures alone: that reader decides of all but what `byReaderAlone` in `official/index.ts` names. Where it is in doubt
   * whether a text is one, all is masked that either finds.
   */
  readonly traces?: 'told' | 'withheld' | 'weighed' | 'as_read'
}

export const POLICIES = {
  /** Agencies that help: the facts stay usable, nobody is named. */
  assistance: { persons: 'surrogates', readable: [], dates: 'month', ages: 'band', places: 'state' },
  /** Prosecution and court: nothing shifted or invented; suspects and officials stay readable. */
  proceedings: { persons: 'masks', readable: ['suspect', 'official'], dates: 'told', ages: 'withheld' },
  /** Press, statistics, published judgments. */
  publication: {
    persons: 'masks',
    readable: [],
    dates: 'withheld',
    ages: 'withheld',
    places: 'withheld',
    traces: 'withheld',
  },
} as const satisfies Readonly<Record<string, Policy>>

/** @param piece what stands there */
export const isReadable = (span: Span, policy: Policy, piece: string): boolean =>
  (policy.dates === 'told' && span.type === 'DATE') ||
  (span.sure === true &&
    policy.readable.includes(span.role) &&
    isOfPerson(span.type) &&
    (span.role !== 'suspect' || (policy.suspects?.has(wholeName(piece)) ?? true)))
