import type { Append } from '@amparo/asking'
import { type Action, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Delays, Erasure } from '../domain/erasure.ts'
import { enterOnce } from '../ports/access-log.ts'
import type { FindObstacles } from '../queries/obstacles.ts'
import { findKnownReferral } from '../store/known-referrals.ts'
import { findShare, type Share } from '../store/shares.ts'

/** Whoever keeps the vault, of any agency of the hub. Never sees who it is about. */
export interface Custodian {
  readonly user: string
  readonly agency: string
  readonly acr: string
}

export interface CustodyDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly findObstacles: FindObstacles
  readonly append: Append
  readonly delays: Delays
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

/** By a name that an agency of this hub has for the person, or by a referral that rests on them. Throws `not_found`. */
export async function personNamed({ hub, store }: CustodyDeps, subjectRef: string): Promise<Share> {
  const share = await store.read(async reader => {
    const referral = await findKnownReferral(reader, subjectRef)
    return findShare(reader, referral?.shareId ?? subjectRef)
  })
  if (share === undefined || share.agency.hub !== hub) throw httpErrors.not_found()
  return share
}

interface Noted {
  readonly action: Action
  /** Undefined: the clock. */
  readonly custodian?: Custodian
  readonly subjectRef: string
  readonly code: string
  /** Given where it may be tried again: then it is entered once. */
  readonly entryId?: string
}

/** In the access log, where the auditor hears of it, before it is done. */
export const note = (
  { append, hub, newId, now }: Pick<CustodyDeps, 'append' | 'hub' | 'newId' | 'now'>,
  { action, custodian, subjectRef, code, entryId = newId() }: Noted,
) =>
  enterOnce(append, {
    ...{ entryId, action, subjectRef, code, occurredAt: timestampFromDate(now()) },
    agency: { hub, agencyId: custodian?.agency ?? '' },
    ...(custodian && { userId: custodian.user, authentication: custodian.acr }),
  })

/** Of a decision on an erasure: why, and of which erasure, in the half that stays, so that none passes for another one's. The reason comes first. */
export const erasureCode = ({ reason, erasureId }: Pick<Erasure, 'reason' | 'erasureId'>): string =>
  `${reason}:${erasureId}`

export const refusalOf = (obstacles: readonly { readonly code: string }[]): string =>
  [...new Set(obstacles.map(({ code }) => code))].join('.')
