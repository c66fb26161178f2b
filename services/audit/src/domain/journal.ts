/** A line of a journal whose lines are numbered without gaps and each say the hash of the one before. */
export interface Line {
  readonly sequence: bigint
  readonly hash: string
  readonly previous: string
}

/** Of these numbers, both included. */
export interface Lines {
  readonly first: bigint
  readonly last: bigint
}

export type Fault =
  /** Numbers that have not come. */
  | ({ readonly kind: 'gap' } & Lines)
  /** The same number again with other content, or a line that does not follow the one before it. */
  | { readonly kind: 'fork' }
  /** Lines that were written and do not stand in the journal any more. */
  | ({ readonly kind: 'cut' } & Lines)

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

/** How far a journal has come. */
export interface Head extends Pick<Line, 'sequence' | 'hash'> {
  /** Of the last line that stands in it. */
  readonly stored: bigint
}

export interface Known {
  /** The highest number of which a line has come; 0: none. */
  readonly last: bigint
  /** The furthest that was told before. */
  readonly told: Pick<Line, 'sequence' | 'hash'> | undefined
  /** Of the head's number, if it has come. */
  readonly same: Pick<Line, 'hash'> | undefined
  /** Since when lines that were told and have not come are waited for. */
  readonly waitingSince: Date | undefined
}

/** What is wrong with a head beside what came and was told; undefined: nothing, or nothing yet. */
export function headFaultOf(head: Head, known: Known, { now, gapMs }: { now: Date; gapMs: number }): Fault | undefined {
  const reached = [known.last, known.told?.sequence ?? 0n, head.sequence].reduce((a, b) => (a > b ? a : b))
  const lacking = head.sequence > head.stored ? head.sequence - head.stored : 0n
  const stands = head.sequence - lacking
  if (stands < reached) return { kind: 'cut', first: stands + 1n, last: reached }
  const others = [known.same, known.told?.sequence === head.sequence ? known.told : undefined]
  if (others.some(other => other !== undefined && other.hash !== head.hash)) return { kind: 'fork' }
  const { last, waitingSince } = known
  const waited = waitingSince !== undefined && now.getTime() - waitingSince.getTime() >= gapMs
  return waited && last < head.sequence ? { kind: 'gap', first: last + 1n, last: head.sequence } : undefined
}
