import { DAY_MS } from '@amparo/kernel'

/** A text that is read to a person who is asked for consent. A changed comma is another text. */
export interface FormText {
  readonly version: string
  /** ISO 639-2 or -3. */
  readonly language: string
  /** Of its bytes, hex. */
  readonly sha256: string
  readonly text: string
  /** First day, and last if it has one, YYYY-MM-DD, in UTC. */
  readonly from: string
  readonly until: string | undefined
}
export type FormTexts = readonly FormText[]

/** What was read to a person on a text's last day, on paper or far from any line, is entered up to so long after. */
const ENTERED_WITHIN_DAYS = 31

const isInUse = ({ from, until }: FormText, now: Date, days: number): boolean => {
  const on = (moment: number) => new Date(moment).toISOString().slice(0, 10)
  return from <= on(now.getTime()) && (until === undefined || on(now.getTime() - days * DAY_MS) <= until)
}

/** To be read to people today. */
export const inUse = (texts: FormTexts, now: Date): FormTexts => texts.filter(text => isInUse(text, now, 0))

/** Hash of each that a consent entered today may name, to its language. */
export const textsAccepted = (texts: FormTexts, now: Date): ReadonlyMap<string, string> =>
  new Map(
    texts.filter(text => isInUse(text, now, ENTERED_WITHIN_DAYS)).map(({ sha256, language }) => [sha256, language]),
  )
