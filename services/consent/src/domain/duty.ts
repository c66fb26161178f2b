/** Who is there to stand behind what an officer did alone, by the rotas of now. */
export interface Duty {
  /** Who asks, in their own agency. */
  readonly userOnDuty: boolean
  /** Somebody of the agency that acted, but the officer. */
  readonly agencyStaffed: boolean
  /** Somebody of another agency of the hub. */
  readonly othersStaffed: boolean
}

/** From where a second person came. `none`: nobody was on duty, so whoever may confirm did. */
export const ROSTERS = ['agency', 'hub', 'none'] as const
export type Roster = (typeof ROSTERS)[number]

/** As the access log says it: `none` is put before auditors (services/audit/policy/alerts.v1.json). */
export const rosterCode = (roster: Roster): string => `confirmed_roster:${roster}`

export interface SecondPerson {
  /** Of the agency that acted. */
  readonly colleague: boolean
  /** Colleagues do not count: the person refused consent to it. */
  readonly independent: boolean
}

/**
 * The second person is on duty: of the agency that acted, or of the hub where that agency has nobody (trust: People). Undefined: somebody
 * is, and it is not this user. Where the rotas name nobody at all, nothing waits for one: what an officer did for somebody in danger would
 * lapse because nobody planned a shift.
 */
export function rosterOf(duty: Duty, { colleague, independent }: SecondPerson): Roster | undefined {
  const own = duty.agencyStaffed && !independent
  if (duty.userOnDuty && colleague) return 'agency'
  if (duty.userOnDuty && !own) return 'hub'
  return own || duty.othersStaffed ? undefined : 'none'
}
