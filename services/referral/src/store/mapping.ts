import type { Change, Party, Referral, Step } from '../domain/referral.ts'
import { isStatus, type Status } from '../domain/status.ts'
import type { ReferralRow, StepRow } from './rows.ts'

/** Rows without the ORM around them. */
type Plain<R> = Omit<R, symbol | number>

export const referralOf = (row: Plain<ReferralRow>): Referral => ({
  id: row.id,
  protocol: row.protocol,
  priority: row.priority,
  from: { hub: row.fromHub, agencyId: row.fromAgency },
  to: partyOf(row.toHub, row.toAgency),
  subjectRef: row.subjectRef,
  purpose: row.purpose,
  services: row.services,
  submittedAt: row.submittedAt,
  acceptBy: row.acceptBy,
  serveBy: row.serveBy,
  status: statusOf(row.status),
  version: row.version,
  reason: row.reason ?? undefined,
  outcome: row.outcome ?? undefined,
  updatedAt: row.updatedAt,
})

export const stepOf = (row: Plain<StepRow>): Step => ({
  version: row.version,
  status: statusOf(row.status),
  at: row.at,
  by: { hub: row.byHub, agencyId: row.byAgency },
  reason: row.reason ?? undefined,
  outcome: row.outcome ?? undefined,
})

export const referralColumns = ({ from, to, reason, outcome, services, ...same }: Referral) => ({
  ...same,
  fromHub: from.hub,
  fromAgency: from.agencyId,
  toHub: to?.hub ?? null,
  toAgency: to?.agencyId ?? null,
  services: [...services],
  reason: reason ?? null,
  outcome: outcome ?? null,
})

export const stepColumns = ({ referral, step: { by, reason, outcome, ...same } }: Change) => ({
  referralId: referral.id,
  ...same,
  byHub: by.hub,
  byAgency: by.agencyId,
  reason: reason ?? null,
  outcome: outcome ?? null,
})

const partyOf = (hub: string | null | undefined, agencyId: string | null | undefined): Party | undefined =>
  hub && agencyId ? { hub, agencyId } : undefined

/** The table's check keeps others out. */
export function statusOf(code: string): Status {
  if (!isStatus(code)) throw new RangeError('unknown status in store')
  return code
}
