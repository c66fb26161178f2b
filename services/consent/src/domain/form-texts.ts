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

const isInUse = ({ from, until }: FormText, now: Date): boolean => {
  const today = now.toISOString().slice(0, 10)
  return from <= today && (until === undefined || today <= until)
}

export const inUse = (texts: FormTexts, now: Date): FormTexts => texts.filter(text => isInUse(text, now))

/** Hash of each to its language. */
export const textsInUse = (texts: FormTexts, now: Date): ReadonlyMap<string, string> =>
  new Map(inUse(texts, now).map(({ sha256, language }) => [sha256, language]))
