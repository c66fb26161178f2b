import type { Reader } from '@amparo/store'
import type { FilterQuery } from '@mikro-orm/core'
import type { Referral } from '../domain/referral.ts'
import type { Status } from '../domain/status.ts'
import { referralOf } from './mapping.ts'
import { ReferralRow } from './rows.ts'

/** Where a page ended: the next begins after it, whatever has come in since. */
export interface Position {
  readonly submittedAt: Date
  readonly id: string
}

export interface ListFilter {
  readonly hub: string
  readonly agencyId: string
  readonly box: 'inbox' | 'outbox'
  readonly status: Status | undefined
  readonly after: Position | undefined
  readonly limit: number
}

/** Newest first. The outbox leaves drafts out unless they are asked for. */
export async function listReferrals({ em }: Reader, filter: ListFilter): Promise<Referral[]> {
  const { hub, agencyId, box, status, after, limit } = filter
  const where: FilterQuery<ReferralRow> = {
    ...(box === 'inbox' ? { toAgency: agencyId, toHub: hub } : { fromAgency: agencyId, fromHub: hub }),
    status: status ?? { $ne: 'draft' },
    ...(after && {
      $or: [{ submittedAt: { $lt: after.submittedAt } }, { submittedAt: after.submittedAt, id: { $lt: after.id } }],
    }),
  }
  const rows = await em.find(ReferralRow, where, { orderBy: { submittedAt: 'desc', id: 'desc' }, limit })
  return rows.map(referralOf)
}
