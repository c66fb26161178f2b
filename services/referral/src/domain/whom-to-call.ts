import type { ESCALATIONS } from '@amparo/protocols'

type Kind = (typeof ESCALATIONS)[number]

export interface OnDuty {
  readonly userId: string
  /** Leads the others meanwhile. */
  readonly supervises: boolean
}

export interface Staff {
  /** Users of the agency in whose hands the referral is. */
  readonly assigned: readonly string[]
  readonly onDuty: readonly OnDuty[]
}

/**
 * For whom in the agency a call is; undefined: for everybody, as it is whenever the rota names nobody who would do. A reminder is for
 * those who have the referral, and for whoever is on duty if none of them is; a supervisor's call is for those who lead on duty. Of a
 * compartment the rota does not tell who is inside, and the phone is everybody's to pick up.
 */
export function whomToCall(kind: Kind, { assigned, onDuty }: Staff, compartment: boolean): string[] | undefined {
  if (compartment || onDuty.length === 0) return undefined
  const present = onDuty.map(({ userId }) => userId)
  if (kind === 'remind')
    return assigned.some(user => present.includes(user)) ? [...assigned] : distinct([...assigned, ...present])
  const leading = onDuty.filter(({ supervises }) => supervises).map(({ userId }) => userId)
  return kind === 'supervisor' && leading.length > 0 ? distinct(leading) : undefined
}

const distinct = (users: readonly string[]): string[] => [...new Set(users)]
