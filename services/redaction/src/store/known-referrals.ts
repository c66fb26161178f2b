import type { Priority, Protocol, Purpose, ServiceCategory, StatedCodes } from '@amparo/contracts'
import type { Reader, Transaction } from '@amparo/store'
import type { AgencyKey } from './shares.ts'

/** A referral as it was sent. */
export interface ReferralTerms {
  readonly referralId: string
  readonly from: AgencyKey
  readonly to: AgencyKey
  /** Family: whose rules of disclosure it has. */
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose
  readonly services: readonly ServiceCategory[]
  readonly protocolId: string
  readonly protocolVersion: number
  /** Sent in a hurry, to be completed later. */
  readonly quick: boolean
  /** As its sender says, where the protocol asks for them. */
  readonly itemCodes?: StatedCodes | undefined
}

export interface KnownReferral extends ReferralTerms {
  readonly subjectId: string
  /** Under which an agency of this hub has the person. */
  readonly shareId: string
}

/** Whoever came first with an id has it: another that claims it later is not known by it. Its recipient answers for the person, until more is heard. */
export async function addKnownReferral({ sql }: Transaction, r: KnownReferral): Promise<void> {
  await sql(
    `insert into known_referral (referral_id, subject_id, share_id, from_hub, from_agency, to_hub, to_agency, protocol,
       priority, purpose, services, protocol_id, protocol_version, quick, item_codes, place, placed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, now()) on conflict do nothing`,
    [
      ...[r.referralId, r.subjectId, r.shareId, r.from.hub, r.from.agencyId, r.to.hub, r.to.agencyId],
      ...[r.protocol, r.priority, r.purpose, [...r.services], r.protocolId, r.protocolVersion, r.quick],
      r.itemCodes === undefined ? null : JSON.stringify(plainCodes(r.itemCodes)),
      'with-recipient',
    ],
  )
}

interface Row {
  readonly referral_id: string
  readonly subject_id: string
  readonly share_id: string
  readonly from_hub: string
  readonly from_agency: string
  readonly to_hub: string
  readonly to_agency: string
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose
  readonly services: ServiceCategory[]
  readonly protocol_id: string
  readonly protocol_version: number
  readonly quick: boolean
  readonly item_codes: StatedCodes | null
}

const plainCodes = ({ handling, source, information }: StatedCodes): StatedCodes => ({ handling, source, information })

const toReferral = (row: Row): KnownReferral => ({
  referralId: row.referral_id,
  subjectId: row.subject_id,
  shareId: row.share_id,
  from: { hub: row.from_hub, agencyId: row.from_agency },
  to: { hub: row.to_hub, agencyId: row.to_agency },
  protocol: row.protocol,
  priority: row.priority,
  purpose: row.purpose,
  services: row.services,
  protocolId: row.protocol_id,
  protocolVersion: row.protocol_version,
  quick: row.quick,
  itemCodes: row.item_codes ?? undefined,
})

export async function findKnownReferral({ sql }: Reader, referralId: string): Promise<KnownReferral | undefined> {
  const rows = await sql<Row>('select * from known_referral where referral_id = $1', [referralId])
  return rows[0] && toReferral(rows[0])
}

interface Placing {
  readonly place: string
  readonly since: Date
}

/** Of one that is not known here nothing is kept. */
export async function placeReferral(
  { sql }: Transaction,
  { referralId, place, since }: Placing & { readonly referralId: string },
): Promise<void> {
  await sql('update known_referral set place = $2, placed_at = $3 where referral_id = $1', [referralId, place, since])
}

/** Who answers for the person, as was heard last. Undefined: nothing was. */
export async function placeOf({ sql }: Reader, referralId: string): Promise<Placing | undefined> {
  const rows = await sql<{ place: string | null; placed_at: Date | null }>(
    'select place, placed_at from known_referral where referral_id = $1',
    [referralId],
  )
  const { place, placed_at: since } = rows[0] ?? {}
  return place == null || since == null ? undefined : { place, since }
}

/** By which protocols a person has been referred, by this record or one that is linked with it. */
export async function protocolsOn(
  { sql }: Reader,
  subjectId: string,
): Promise<Pick<KnownReferral, 'protocol' | 'protocolId' | 'protocolVersion'>[]> {
  const rows = await sql<Pick<Row, 'protocol' | 'protocol_id' | 'protocol_version'>>(
    'select distinct protocol, protocol_id, protocol_version from known_referral where subject_id in (select records_of_person($1))',
    [subjectId],
  )
  return rows.map(row => ({
    protocol: row.protocol,
    protocolId: row.protocol_id,
    protocolVersion: row.protocol_version,
  }))
}

/** That rest on a person, newest first, so many at most. */
export async function referralsOn({ sql }: Reader, subjectId: string, limit: number): Promise<KnownReferral[]> {
  const rows = await sql<Row>(
    'select * from known_referral where subject_id = $1 order by created_at desc, referral_id limit $2',
    [subjectId, limit],
  )
  return rows.map(toReferral)
}
