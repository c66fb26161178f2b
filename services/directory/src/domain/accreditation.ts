import type { Agency } from './entries.ts'

/** So many days ahead of its lapse whoever can have an agency accredited again is told, the nearest first. */
const WARN_DAYS = [7, 30, 60] as const
export const FIRST_WARNING_DAYS = WARN_DAYS[2]

/** One that is not stated is none. */
export const isAccredited = ({ accreditation }: Pick<Agency, 'accreditation'>, now: Date): boolean =>
  accreditation !== undefined && now < accreditation.until

/** Which of the warnings is due with so many whole days left; undefined: none yet, or it has lapsed. */
export const warningDue = (daysLeft: number): number | undefined =>
  daysLeft < 0 ? undefined : WARN_DAYS.find(days => daysLeft <= days)
