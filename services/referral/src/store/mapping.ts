import type { Side } from '@amparo/protocols'
import type { Fallback } from '../domain/fallback.ts'
import type { Party, Referral } from '../domain/referral.ts'
import type { ReferralRow } from './rows.ts'

/** Rows without the ORM around them. */
type Plain<R> = Omit<R, symbol | number>

export const referralOf = (row: Plain<ReferralRow>): Referral => ({
  id: row.id,
  protocol: row.protocol,
  protocolVersion: row.protocolVersion,
  overlays: row.overlays,
  priority: row.priority,
  quick: row.quick,
  minor: row.minor,
  compartment: row.compartment,
  state: row.state,
  status: row.status,
  turn: sideIn(row.turn),
  version: row.version,
  from: { hub: row.fromHub, agencyId: row.fromAgency },
  to: partyIn(row.toHub, row.toAgency),
  subjectRef: row.subjectRef,
  purpose: row.purpose,
  services: row.services,
  submittedAt: row.submittedAt,
  updatedAt: row.updatedAt,
  fireAt: row.fireAt ?? undefined,
  nextDue: row.nextDue ?? undefined,
  nextDeadline: row.nextDeadline ?? undefined,
  outside: row.outside,
  fallback: fallbackIn(row),
  itemCodes: row.itemCodes ?? undefined,
  successor: successorIn(row),
})

export const referralColumns = (referral: Referral) => {
  const { from, to, turn, services, overlays, fireAt, nextDue, nextDeadline, fallback, outside, itemCodes, ...rest } =
    referral
  const { successor, ...same } = rest
  return {
    ...same,
    fromHub: from.hub,
    fromAgency: from.agencyId,
    toHub: to?.hub ?? null,
    toAgency: to?.agencyId ?? null,
    turn: turn ?? null,
    services: [...services],
    overlays: { ...overlays },
    fireAt: fireAt ?? null,
    nextDue: nextDue ?? null,
    nextDeadline: nextDeadline ?? null,
    outside: outside ?? false,
    itemCodes: itemCodes ?? null,
    successorAgency: successor?.agencyId ?? null,
    successorRef: successor?.subjectRef ?? null,
    takenOverAt: successor?.since ?? null,
    fallbackChannel: fallback?.channel ?? null,
    fallbackNumber: fallback?.number ?? null,
    happenedAt: fallback?.happenedAt ?? null,
    acknowledgedBy: fallback?.acknowledgedBy ?? null,
  }
}

/** The table's checks keep others out. */
export const sideIn = (code: string | null | undefined): Side | undefined =>
  code === 'sender' || code === 'recipient' ? code : undefined

type FallbackColumns = Pick<ReferralRow, 'fallbackChannel' | 'fallbackNumber' | 'happenedAt' | 'acknowledgedBy'>

const fallbackIn = (row: FallbackColumns): Fallback | undefined => {
  const { fallbackChannel: channel, fallbackNumber: number, happenedAt, acknowledgedBy } = row
  if (!channel || !number || !happenedAt) return undefined
  return { channel, number, happenedAt, acknowledgedBy: acknowledgedBy ?? undefined }
}

const partyIn = (hub: string | null | undefined, agencyId: string | null | undefined): Party | undefined =>
  hub && agencyId ? { hub, agencyId } : undefined

type SuccessorColumns = Pick<ReferralRow, 'successorAgency' | 'successorRef' | 'takenOverAt'>

/** Whoever acts in the place of a sender that was suspended. */
export const successorIn = ({
  successorAgency: agencyId,
  successorRef: subjectRef,
  takenOverAt: since,
}: SuccessorColumns): Referral['successor'] =>
  agencyId && subjectRef && since ? { agencyId, subjectRef, since } : undefined
