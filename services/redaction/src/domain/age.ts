import type { Subject } from './subject-form.ts'

const MAJORITY = 18
const OLDEST = 120
/** HTCDS age bands. */
export const CHILD_BANDS: readonly string[] = ['0--8', '9--17']

/** Age in doubt means child (rules: Children): nobody is taken for an adult whom any statement, or the lack of one, makes a child. */
export function isMinor({ isMinor: declared, ageBand, identity }: Subject, now: Date): boolean {
  const { dateOfBirth } = identity
  if (declared || isSaidToBeMinor({ ageBand, dateOfBirth }, now)) return true
  return youngestAge(dateOfBirth, now) === undefined && typeof ageBand !== 'string'
}

/** Whether an age band or a birth date makes a child of somebody: also where another hub says that they are none. */
export function isSaidToBeMinor({ ageBand, dateOfBirth }: Readonly<Record<string, unknown>>, now: Date): boolean {
  const youngest = typeof dateOfBirth === 'string' ? youngestAge(dateOfBirth, now) : undefined
  const isChildBand = typeof ageBand === 'string' && CHILD_BANDS.includes(ageBand)
  return isChildBand || (youngest !== undefined && youngest < MAJORITY)
}

/** The least age that somebody born then can have: of a year alone, its last day counts. Undefined for what is no birth date. */
function youngestAge(dateOfBirth: string | null | undefined, now: Date): number | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(dateOfBirth ?? '')
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 12), Number(match[3] ?? 31)]
  const beforeBirthday = now.getUTCMonth() + 1 < month || (now.getUTCMonth() + 1 === month && now.getUTCDate() < day)
  const age = now.getUTCFullYear() - year - (beforeBirthday ? 1 : 0)
  return age <= OLDEST ? age : undefined
}
