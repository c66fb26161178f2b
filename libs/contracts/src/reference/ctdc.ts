/** Age bands of the Global Dataset of the Counter Trafficking Data Collaborative, with the first year of each. */
const BANDS = [
  ['0--8', 0],
  ['9--17', 9],
  ['18--20', 18],
  ['21--23', 21],
  ['24--26', 24],
  ['27--29', 27],
  ['30--38', 30],
  ['39--47', 39],
  ['48+', 48],
] as const

export type AgeBand = (typeof BANDS)[number][0]
export const ageBands = BANDS.map(([band]) => band)
/** Bands of children. */
export const minorBands: readonly AgeBand[] = ['0--8', '9--17']

/** Full years, both included; the last band has no end that anybody reaches. */
export function yearsOf(band: AgeBand): { readonly from: number; readonly to: number } {
  const at = BANDS.findIndex(([name]) => name === band)
  return { from: BANDS[at]?.[1] ?? 0, to: (BANDS[at + 1]?.[1] ?? Number.POSITIVE_INFINITY) - 1 }
}

/** Age in full years. Throws a RangeError for an age below zero. */
export function ageBandOf(age: number): AgeBand {
  const found = BANDS.findLast(([, from]) => age >= from)
  if (found === undefined) throw new RangeError('not an age')
  return found[0]
}

/** Full years at `now` of somebody born then (ISO 8601 date, month or year; UTC). In doubt the younger age. */
export function ageAt(dateOfBirth: string, now: Date): number {
  const [year = Number.NaN, month = 12, day = 31] = dateOfBirth.split('-').map(Number)
  const beforeBirthday = now.getUTCMonth() + 1 < month || (now.getUTCMonth() + 1 === month && now.getUTCDate() < day)
  return now.getUTCFullYear() - year - (beforeBirthday ? 1 : 0)
}
