/** The place of an entry of the access log among those of its source: from 1, without gaps, since that database began to count. */
export interface LogNumber {
  /** When it began, in ms since 1970. */
  readonly epoch: number
  readonly number: number
}
