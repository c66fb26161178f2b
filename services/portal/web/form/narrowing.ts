import type { ConsentView, Narrowing } from '@amparo/client'

/** What is left of a consent, as the person now wants it. */
export interface Left {
  readonly purposes: readonly string[]
  readonly categories: readonly string[]
  /** Places in the consent's own list. */
  readonly recipients: readonly string[]
  /** YYYY-MM-DD */
  readonly validUntil: string
  readonly reportBack: boolean
  readonly onward: boolean
  /** What incriminates the person may be read by police and prosecution. */
  readonly ownWords: boolean
}

export const allOf = (consent: ConsentView): Left => ({
  purposes: consent.purposes ?? [],
  categories: consent.dataCategories ?? [],
  recipients: (consent.recipients ?? []).map((_, place) => String(place)),
  validUntil: consent.validUntil ?? '',
  reportBack: consent.reportBack === true,
  onward: consent.onward === true,
  ownWords: consent.selfIncriminating !== undefined,
})

/** A list in which nothing is left would be a withdrawal, which is taken in private. */
export const leavesNothing = ({ purposes, categories, recipients }: Left): boolean =>
  [purposes, categories, recipients].some(list => list.length === 0)

/** Only what is less than before; undefined: nothing is. */
export function narrowingOf(consent: ConsentView, left: Left): Narrowing | undefined {
  const before = allOf(consent)
  const less = (now: readonly string[], then: readonly string[]) => now.length < then.length
  const narrowing: Narrowing = {
    ...(less(left.purposes, before.purposes) && { purposes: left.purposes }),
    ...(less(left.categories, before.categories) && { dataCategories: left.categories }),
    ...(less(left.recipients, before.recipients) && {
      recipients: (consent.recipients ?? []).filter((_, place) => left.recipients.includes(String(place))),
    }),
    ...(left.validUntil !== '' && left.validUntil < before.validUntil && { validUntil: left.validUntil }),
    ...(before.reportBack && !left.reportBack && { reportBack: false }),
    ...(before.onward && !left.onward && { onward: false }),
    ...(before.ownWords && !left.ownWords && { selfIncriminating: false }),
  }
  return Object.keys(narrowing).length === 0 ? undefined : narrowing
}
