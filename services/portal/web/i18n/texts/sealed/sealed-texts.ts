/** Of what is sealed to an agency that holds its keys itself. */
export interface SealedTexts {
  readonly title: string
  readonly lead: string
  /** What holds from when it is downloaded. */
  readonly limits: string
  /** Both of a file. */
  readonly file: string
  readonly fetch: string
  readonly fetching: string
  readonly fetched: (name: string, key: string) => string
  /** To whoever sends. */
  readonly toSend: string
}
