import type { Protocol } from '@amparo/contracts'
import type { Reader } from '@amparo/store'
import type { ReferralTerms } from './known-referrals.ts'
import type { SealedRecord } from './records.ts'

/** Of persons of this hub's own, each once, in the order of the records' ids; what another hub sent is the other hub's to count. */
export interface RegisteredRecord extends SealedRecord {
  readonly subjectId: string
  readonly registeredAt: Date
}

interface Row extends SealedRecord {
  readonly subject_id: string
  readonly created_at: Date
}

/**
 * The next so many after a record: of records that are one person's the one that was made first. None whom a custodian has restricted by any of
 * them, and none who is being erased: the key may be gone by now; empty: there are no more.
 */
export async function registeredAfter(
  { sql }: Reader,
  {
    after,
    from,
    to,
    limit,
  }: { readonly after: string; readonly from: Date; readonly to: Date; readonly limit: number },
): Promise<RegisteredRecord[]> {
  const rows = await sql<Row>(
    `select s.id as subject_id, s.created_at, r.kind, r.version, r.ciphertext
     from subject s
     join lateral (select kind, version, ciphertext from record where subject_id = s.id order by version desc limit 1) r on true
     where s.id > $1 and s.created_at >= $2 and s.created_at < $3 and r.kind = 'form'
       and not exists (select from erasure e where e.subject_id = s.id and e.state = 'executing')
       and not exists (select from destruction d where d.subject_id = s.id)
       and not exists (select from restriction where subject_id in (select records_of_person(s.id)))
       and not exists (
         select from records_of_person(s.id) as own (id) join subject earlier on earlier.id = own.id
          where (earlier.created_at, earlier.id) < (s.created_at, s.id)
            and exists (select from record where subject_id = earlier.id and kind = 'form')
       )
     order by s.id limit $4`,
    [after, from, to, limit],
  )
  return rows.map(({ subject_id, created_at, kind, version, ciphertext }) => ({
    ...{ subjectId: subject_id, registeredAt: created_at, kind, version, ciphertext },
  }))
}

interface ReferralRow {
  readonly subject_id: string
  readonly protocol: Protocol
  readonly protocol_id: string
  readonly protocol_version: number
}

/**
 * Records of persons of whom something stands in a compartment: a referral of such a protocol, or what was recorded in one, by whichever of their
 * records.
 *
 * @param isCompartment of a protocol
 */
export async function inCompartments(
  { sql }: Reader,
  isCompartment: (protocol: Pick<ReferralTerms, 'protocol' | 'protocolId' | 'protocolVersion'>) => boolean,
): Promise<ReadonlySet<string>> {
  const referrals = await sql<ReferralRow>(
    'select distinct subject_id, protocol, protocol_id, protocol_version from known_referral',
  )
  const recorded = await sql<{ subject_id: string }>(
    `select subject_id from assessment where compartment union select subject_id from statement where compartment`,
  )
  const found = [
    ...recorded.map(row => row.subject_id),
    ...referrals
      .filter(row =>
        isCompartment({ protocol: row.protocol, protocolId: row.protocol_id, protocolVersion: row.protocol_version }),
      )
      .map(row => row.subject_id),
  ]
  const all = await sql<{ id: string }>(
    'select distinct one.id from unnest($1::uuid[]) as t (found), records_of_person(found) as one (id)',
    [found],
  )
  return new Set(all.map(({ id }) => id))
}
