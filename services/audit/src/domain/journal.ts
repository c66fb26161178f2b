/** A line of a journal whose lines are numbered without gaps and each say the hash of the one before. */
export interface Line {
  readonly sequence: bigint
  readonly hash: string
  readonly previous: string
}

export type Fault =
  /** Numbers that have not come, first and last. */
  | { readonly kind: 'gap'; readonly first: bigint; readonly last: bigint }
  /** The same number again with other content, or a line that does not follow the one before it. */
  | { readonly kind: 'fork' }

export interface Neighbours {
  /** Of the same number, if it is there. */
  readonly same: Line | undefined
  readonly before: Line | undefined
  readonly after: Line | undefined
  /** The highest number before this one; 0: none. */
  readonly last: bigint
}

/** What is wrong with a line beside those that are there; undefined: nothing. */
export function faultOf(line: Line, { same, before, after, last }: Neighbours): Fault | undefined {
  if (same !== undefined) return same.hash === line.hash ? undefined : { kind: 'fork' }
  const follows = line.sequence === 1n ? line.previous === '' : before === undefined || line.previous === before.hash
  if (!follows || (after !== undefined && after.previous !== line.hash)) return { kind: 'fork' }
  if (last + 1n < line.sequence) return { kind: 'gap', first: last + 1n, last: line.sequence - 1n }
  return undefined
}
