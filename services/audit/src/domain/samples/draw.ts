/** How much is drawn, and of what. */
export interface SamplingPlan {
  readonly actions: readonly string[]
  /** Of all accesses, and so many at least of each agency. */
  readonly share: number
  readonly ofEachAgency: number
}

export interface Drawable {
  readonly entryId: string
  readonly agency: string
}

/** Where an entry comes in a lot: lower-case hex, of a keyed hash that nobody can steer. */
export type LotOf = (entryId: string) => string

/** The lowest lots, of each agency at first, then of all; in the order of their lots. The same of the same log, whoever draws. */
export function draw(accesses: readonly Drawable[], { share, ofEachAgency }: SamplingPlan, lotOf: LotOf): string[] {
  const lots = accesses
    .map(access => ({ ...access, lot: lotOf(access.entryId) }))
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
  const taken = new Set<string>()
  for (const ofOne of Map.groupBy(lots, ({ agency }) => agency).values())
    for (const { entryId } of ofOne.slice(0, ofEachAgency)) taken.add(entryId)
  const wanted = Math.max(taken.size, Math.ceil(share * accesses.length))
  for (const { entryId } of lots) if (taken.size < wanted) taken.add(entryId)
  return lots.flatMap(({ entryId }) => (taken.has(entryId) ? [entryId] : []))
}

/** From the first moment of a month to that of the next. UTC: everywhere the same. */
export function monthOf(period: string): { readonly from: Date; readonly to: Date } {
  const [year = 0, month = 1] = period.split('-').map(Number)
  return { from: new Date(Date.UTC(year, month - 1)), to: new Date(Date.UTC(year, month)) }
}
