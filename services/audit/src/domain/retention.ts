/** For how long a jurisdiction has its log kept. */
export interface Retention {
  /** After the month in which an entry was taken. */
  readonly months: number
  /** Nothing that was taken since then goes, for as long as the hold stands here. `YYYY-MM`. */
  readonly holds: readonly { readonly since: string; readonly code: string }[]
}

/** The first month that is kept, `YYYY-MM`; everything before it may go. Undefined: nobody has said that anything may. */
export function firstKept(retention: Retention | undefined, now: Date): string | undefined {
  if (retention === undefined) return undefined
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - retention.months))
  const months = [first.toISOString().slice(0, 7), ...retention.holds.map(({ since }) => since)]
  return months.sort()[0]
}
