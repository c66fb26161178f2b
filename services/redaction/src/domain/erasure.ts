import { DAY_MS } from '@amparo/kernel'
import { errors } from './errors.ts'

/** Why a person is to be erased. */
export const ERASURE_REASONS = [
  'asked_by_person',
  'asked_by_guardian',
  'no_longer_needed',
  'registered_in_error',
] as const
export type ErasureReason = (typeof ERASURE_REASONS)[number]

/** Of what is kept of one: `recalled` is the request of another hub, which no custodian here asked for. */
export const KEPT_REASONS = [...ERASURE_REASONS, 'recalled'] as const
export type KeptReason = (typeof KEPT_REASONS)[number]

/** What stands against an erasure (rules: Retention). */
export type Obstacle = 'legal_hold' | 'open_proceeding' | 'pending_request' | 'statutory_retention'

/** What the hub that erased a person, and recalls them here, is answered meanwhile. */
export const RETAINED_ON = {
  legal_hold: 'retained_legal_hold',
  open_proceeding: 'retained_open_proceeding',
  pending_request: 'retained_open_proceeding',
  statutory_retention: 'retained_statutory_retention',
} as const satisfies Record<Obstacle, keyof typeof errors>

export interface Standing {
  readonly code: Obstacle
  /** When it is looked at again, where that is known. */
  readonly until?: Date
}

export type ErasureState =
  | 'waiting'
  | 'restricted'
  | 'executing'
  | 'executed'
  | 'called_back'
  /** Nobody confirmed it. */
  | 'lapsed'
  /** Another request for the same person took its place. */
  | 'replaced'

export interface Erasure {
  readonly erasureId: string
  readonly subjectId: string
  readonly shareId: string
  readonly reason: KeptReason
  readonly state: ErasureState
  readonly requestedBy: string
  readonly requestedAgency: string
  readonly requestedAt: Date
  readonly confirmedBy: string | undefined
  readonly dueAt: Date | undefined
  readonly heldBy: readonly string[]
  readonly reviewOn: Date | undefined
  readonly entryId: string
  /** So many other records are linked with this one as the same person's: each is erased by a request of its own. */
  readonly linkedRecords: number
}

/** Where nothing says when it is looked at again. */
const REVIEW_DAYS = 90

export interface Delays {
  /** So long it can be called back. */
  readonly waitDays: number
  /** So long after that somebody may still confirm it. */
  readonly confirmDays: number
}

export type Requested = Omit<Erasure, 'state' | 'dueAt' | 'heldBy' | 'reviewOn' | 'confirmedBy'>

/** Waits if nothing stands against it; else access is restricted until somebody looks at it again. */
export function decided(requested: Requested, obstacles: readonly Standing[], { waitDays }: Delays): Erasure {
  const base = { ...requested, confirmedBy: undefined }
  const dueAt = new Date(requested.requestedAt.getTime() + waitDays * DAY_MS)
  const waiting: Erasure = { ...base, state: 'waiting', dueAt, heldBy: [], reviewOn: undefined }
  return obstacles.length === 0 ? waiting : restricted(waiting, obstacles, requested.requestedAt)
}

/** The latest of what is known, so that nobody is asked before it can be otherwise. */
export function restricted(erasure: Erasure, obstacles: readonly Standing[], now: Date): Erasure {
  const times = obstacles.map(({ until }) => until?.getTime() ?? now.getTime() + REVIEW_DAYS * DAY_MS)
  const heldBy = [...new Set(obstacles.map(({ code }) => code))]
  return { ...erasure, state: 'restricted', heldBy, reviewOn: new Date(Math.max(...times)) }
}

/** Another hub's recall that was refused: as a request of this hub that was, with a day on which it is looked at again. */
export const refusedRecall = (
  recall: Omit<Requested, 'reason' | 'linkedRecords'>,
  obstacles: readonly Standing[],
): Erasure =>
  restricted(
    {
      ...{ ...recall, reason: 'recalled', state: 'waiting', confirmedBy: undefined, dueAt: undefined },
      ...{ heldBy: [], reviewOn: undefined, linkedRecords: 0 },
    },
    obstacles,
    recall.requestedAt,
  )

/** Throws `erasure_not_waiting`, or `erasure_second_person` for whoever requested it. */
export function confirmed(erasure: Erasure, by: string): Erasure {
  if (erasure.state !== 'waiting' || erasure.confirmedBy !== undefined) throw errors.erasure_not_waiting()
  if (erasure.requestedBy === by) throw errors.erasure_second_person()
  return { ...erasure, confirmedBy: by }
}

/** To which agency a person is restricted, and from when on others may end that. */
export interface Restriction {
  readonly hub: string
  readonly agencyId: string
  /** Undefined: another hub's recall was refused before that was kept as a request is, and that hub has not asked again since. */
  readonly reviewOn: Date | undefined
}

interface Ending {
  readonly by: string
  readonly agency: { readonly hub: string; readonly agencyId: string }
  readonly at: Date
}

/** Whether they let all agencies in again: whoever keeps the vault for one that is kept out does not, before the day of review. */
export const mayEnd = (
  { hub, agencyId, reviewOn }: Restriction,
  { requestedBy }: Pick<Erasure, 'requestedBy'>,
  { by, agency, at }: Ending,
): boolean =>
  (reviewOn !== undefined && reviewOn <= at) ||
  (agency.hub === hub && agency.agencyId === agencyId && requestedBy !== by)

/** While it waits; or to let all agencies in again, by whoever may. Throws `erasure_not_waiting` or `restriction_stands`. */
export function calledBack(erasure: Erasure, mayEndRestriction: boolean): Erasure {
  if (erasure.state !== 'waiting' && erasure.state !== 'restricted') throw errors.erasure_not_waiting()
  if (erasure.state === 'restricted' && !mayEndRestriction) throw errors.restriction_stands()
  return { ...erasure, state: 'called_back' }
}

export const isDue = ({ state, confirmedBy, dueAt }: Erasure, now: Date): boolean =>
  state === 'executing' || (state === 'waiting' && confirmedBy !== undefined && dueAt !== undefined && dueAt <= now)

export const hasLapsed = ({ state, confirmedBy, dueAt }: Erasure, now: Date, { confirmDays }: Delays): boolean =>
  state === 'waiting' &&
  confirmedBy === undefined &&
  dueAt !== undefined &&
  dueAt.getTime() + confirmDays * DAY_MS < now.getTime()
