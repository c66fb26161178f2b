/** Of what is sealed to an agency that holds its keys itself. */
export interface SealedTexts {
  readonly title: string
  readonly lead: string
  /** What holds from when it is downloaded. */
  readonly limits: string
  /** Both of a file. */
  readonly file: string
  /** Both of a message, a report, or a text of a request for evidence. */
  readonly item: string
  readonly report: (at: string) => string
  /** To another agency of the request. */
  readonly forAuthority: string
  readonly compare: (sha256: string) => string
  readonly fetch: string
  readonly fetching: string
  readonly fetched: (name: string, key: string) => string
  readonly howToOpen: string
  readonly program: string
  readonly fetchProgram: string
  readonly compareProgram: (sha256: string) => string
  /** To whoever sends. */
  readonly toSend: string
}
