import { holdName, type Reader, type Transaction } from '@amparo/store'
import { type AgencyRef, isSameAgency } from '../domain/agency.ts'
import { BASES, CATEGORIES, PRIORITIES, PROTOCOLS, PURPOSES } from '../domain/codes.ts'
import type { ImportedGrant } from '../domain/submission.ts'
import { codeIn, codesIn, onwardJson } from './reading.ts'

export interface SignedBytes {
  readonly bytes: Uint8Array
  readonly signature: string
}

/** False when a grant of that id is there already. */
export async function insertGrant(
  { sql }: Transaction,
  grant: ImportedGrant,
  signed: SignedBytes,
  /** By which name the receiving agency has the person. */
  subjectRef: string,
  importedAt: Date,
): Promise<boolean> {
  const rows = await sql(
    `insert into imported_grant (grant_id, referral_id, package_id, subject_id, from_hub, from_agency, to_hub, to_agency,
       protocol, priority, purpose, basis, basis_id, purposes, categories, code_name_only, instrument_id, valid_from,
       valid_until, grant_bytes, signature, imported_at, report_back, subject_ref, onward)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
     on conflict do nothing returning 1 as inserted`,
    [
      ...[grant.grantId, grant.referralId, grant.packageId, grant.subjectId],
      ...[grant.from.hub, grant.from.agencyId, grant.to.hub, grant.to.agencyId],
      ...[grant.protocol, grant.priority, grant.purpose, grant.basis, grant.basisId, grant.purposes, grant.categories],
      ...[grant.codeNameOnly, grant.instrumentId, grant.validFrom, grant.validUntil],
      ...[Buffer.from(signed.bytes), signed.signature, importedAt, grant.reportBack, subjectRef],
      grant.onward === undefined ? null : JSON.stringify(grant.onward),
    ],
  )
  return rows.length > 0
}

export interface CameIn {
  readonly packageId: string
  readonly referralId: string
  readonly fromHub: string
}

export async function removeGrant({ sql }: Transaction, { packageId, referralId, fromHub }: CameIn): Promise<void> {
  const came = 'package_id = $1 and referral_id = $2 and from_hub = $3'
  const of = [packageId, referralId, fromHub]
  await sql(`delete from grant_status where grant_id in (select grant_id from imported_grant where ${came})`, of)
  await sql(`delete from imported_grant where ${came}`, of)
}

interface Columns {
  grant_id: string
  referral_id: string
  package_id: string
  subject_id: string
  from_hub: string
  from_agency: string
  to_hub: string
  to_agency: string
  protocol: string
  priority: string
  purpose: string
  basis: string
  basis_id: string
  purposes: string[]
  categories: string[]
  code_name_only: boolean
  report_back: boolean
  onward: unknown
  instrument_id: string
  valid_from: Date
  valid_until: Date
}

const SELECT = `select grant_id, referral_id, package_id, subject_id, from_hub, from_agency, to_hub, to_agency, protocol, priority,
  purpose, basis, basis_id, purposes, categories, code_name_only, report_back, onward, instrument_id, valid_from, valid_until
  from imported_grant`

const LAST_FIRST = 'order by valid_from desc, imported_at desc'

/** Of a referral that was sent again, the one that was signed last. */
export async function findGrant({ sql }: Reader, referralId: string): Promise<ImportedGrant | undefined> {
  const last = `${SELECT} where referral_id = $1 ${LAST_FIRST} limit 1`
  return (await sql<Columns>(last, [referralId], 'grant-of')).map(toGrant)[0]
}

/** Whether it came in this very package. */
export async function hasCome({ sql }: Reader, { grantId, packageId, referralId }: ImportedGrant): Promise<boolean> {
  const came = 'select 1 as came from imported_grant where grant_id = $1 and package_id = $2 and referral_id = $3'
  return (await sql(came, [grantId, packageId, referralId])).length > 0
}

/** Every grant of another hub on which something is known of a person here, the one that was signed last first. */
export async function grantsOf({ sql }: Reader, subjectId: string): Promise<ImportedGrant[]> {
  const rows = await sql<Columns>(`${SELECT} where subject_id = $1 ${LAST_FIRST}`, [subjectId], 'grants-of')
  return rows.map(toGrant)
}

/** Whether an agency of this hub was given the person on a grant: by the package, or by whoever referred them further on it. */
export async function wasGivenOn({ sql }: Reader, grant: ImportedGrant, to: AgencyRef): Promise<boolean> {
  if (isSameAgency(grant.to, to)) return true
  const rows = await sql(
    `select 1 as given from permit where basis_id = $1 and recipient_hub = $2 and recipient_agency = $3
        and occasion = 'submit' limit 1`,
    [grant.grantId, to.hub, to.agencyId],
  )
  return rows.length > 0
}

/**
 * Whoever imports a grant under a referral, refers the person further on it, or recalls it, wait for one another until the transaction ends;
 * two hubs that name the same referral, too.
 */
export const lockGrant = async (tx: Transaction, { referralId }: Pick<ImportedGrant, 'referralId'>): Promise<void> =>
  holdName(tx, `grant/${referralId}`)

const toGrant = (row: Columns): ImportedGrant => ({
  grantId: row.grant_id,
  referralId: row.referral_id,
  packageId: row.package_id,
  subjectId: row.subject_id,
  from: { hub: row.from_hub, agencyId: row.from_agency },
  to: { hub: row.to_hub, agencyId: row.to_agency },
  protocol: codeIn(PROTOCOLS, row.protocol),
  priority: codeIn(PRIORITIES, row.priority),
  purpose: codeIn(PURPOSES, row.purpose),
  basis: codeIn(BASES, row.basis),
  basisId: row.basis_id,
  purposes: codesIn(PURPOSES, row.purposes),
  categories: codesIn(CATEGORIES, row.categories),
  codeNameOnly: row.code_name_only,
  reportBack: row.report_back,
  onward: onwardJson.parse(row.onward) ?? undefined,
  instrumentId: row.instrument_id,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
})
