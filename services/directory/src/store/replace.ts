import type { Row, Transaction } from '@amparo/store'
import type { Accreditation, Certificate, Directory, KnownAuthority } from '../domain/entries.ts'
import type { NamedKey } from '../domain/key-changes.ts'

/** The keys that are named before it is replaced. */
export async function namedKeys({ sql }: Transaction): Promise<(NamedKey & { readonly armored: string })[]> {
  return sql<NamedKey & { readonly armored: string } & Row>(
    `select fingerprint, hub, coalesce(agency_id, '') as "agencyId", use, revoked, armored from certificate
     union all
     select jurisdiction_fingerprint, hub, '', 'jurisdiction', jurisdiction_revoked, jurisdiction_armored from hub`,
  )
}

/** Of each hub that is named, its jurisdiction's key as it is known, and those of which it is known that they have ended. */
export async function knownAuthorities({ sql }: Transaction): Promise<readonly KnownAuthority[]> {
  return sql<KnownAuthority & Row>(
    `select hub, jurisdiction_fingerprint as fingerprint, jurisdiction_armored as armored, jurisdictions_ended as ended from hub`,
  )
}

/**
 * The whole directory in place of the one before: readers see either of them, never a mixture. A certificate that was named before has
 * been listed since then.
 */
export async function replaceDirectory(
  { sql }: Transaction,
  { agencies, hubs, instruments }: Directory,
  at: Date,
): Promise<void> {
  const known = await sql<{ fingerprint: string; listed_at: Date }>('select fingerprint, listed_at from certificate')
  const since = new Map(known.map(({ fingerprint, listed_at: listedAt }) => [fingerprint, listedAt]))
  const row = (hub: string, agencyId: string | null) => (certificate: Certificate) => ({
    ...rowOf(certificate),
    ...{ hub, agency_id: agencyId, listed_at: since.get(certificate.fingerprint) ?? at },
  })
  for (const table of ['certificate', 'agency', 'hub', 'instrument']) await sql(`delete from ${table}`)
  const insert = (table: Table, rows: readonly object[]) =>
    sql(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)])
  await insert(
    'hub',
    hubs.map(({ hub, jurisdictionArmored, jurisdictionFingerprint, jurisdictionRevoked, ended }) => ({
      hub,
      jurisdiction_armored: jurisdictionArmored,
      jurisdiction_fingerprint: jurisdictionFingerprint,
      jurisdiction_revoked: jurisdictionRevoked,
      jurisdictions_ended: ended,
    })),
  )
  await insert(
    'agency',
    agencies.map(({ hub, agencyId, type, name, issuer, suspended, services, dutyPhone, takesMinors, ...said }) => ({
      ...{ hub, agency_id: agencyId, type, name, issuer, suspended, services },
      ...accreditationRow(said.accreditation),
      ...{ duty_phone: dutyPhone ?? null, takes_minors: takesMinors, genders: said.eligibility?.genders ?? null },
      ...{ minimum_age: said.eligibility?.minimumAge ?? null, maximum_age: said.eligibility?.maximumAge ?? null },
    })),
  )
  await insert('certificate', [
    ...hubs.flatMap(({ hub, certificates }) => certificates.map(row(hub, null))),
    ...agencies.flatMap(({ hub, agencyId, certificates }) => certificates.map(row(hub, agencyId))),
  ])
  await insert(
    'instrument',
    instruments.map(({ id, citation, hubs, matter, treaty, validUntil }) => ({
      ...{ id, citation, hubs, matter, treaty: treaty ?? null, valid_until: validUntil },
    })),
  )
}

const accreditationRow = (stated: Accreditation | undefined) => ({
  accredited_on: stated?.on ?? null,
  accredited_by: stated?.by ?? [],
  accredited_until: stated?.until ?? null,
})

type Table = 'hub' | 'agency' | 'certificate' | 'instrument'

const rowOf = ({ fingerprint, armored, use, hubHeld, revoked }: Certificate) => ({
  ...{ fingerprint, use, armored, revoked, hub_held: hubHeld },
})
