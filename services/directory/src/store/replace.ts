import type { Transaction } from '@amparo/store'
import type { Certificate, Directory } from '../domain/entries.ts'

/** The whole directory in place of the one before: readers see either of them, never a mixture. */
export async function replaceDirectory(
  { sql }: Transaction,
  { agencies, hubs, instruments }: Directory,
): Promise<void> {
  for (const table of ['certificate', 'agency', 'hub', 'instrument']) await sql(`delete from ${table}`)
  const insert = (table: Table, rows: readonly object[]) =>
    sql(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)])
  await insert(
    'hub',
    hubs.map(({ hub, jurisdictionArmored, jurisdictionFingerprint }) => ({
      hub,
      jurisdiction_armored: jurisdictionArmored,
      jurisdiction_fingerprint: jurisdictionFingerprint,
    })),
  )
  await insert(
    'agency',
    agencies.map(({ hub, agencyId, type, name, issuer, suspended, services, dutyPhone, takesMinors }) => ({
      ...{ hub, agency_id: agencyId, type, name, issuer, suspended, services },
      ...{ duty_phone: dutyPhone ?? null, takes_minors: takesMinors },
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

type Table = 'hub' | 'agency' | 'certificate' | 'instrument'

const row =
  (hub: string, agencyId: string | null) =>
  ({ fingerprint, armored, use, hubHeld }: Certificate) => ({
    ...{ fingerprint, hub, agency_id: agencyId, use, armored, hub_held: hubHeld },
  })
