import type { Reader, Transaction } from '@amparo/store'
import { z } from 'zod'
import type { AgencyRef } from '../domain/agency.ts'
import type { PermittedUse } from '../domain/permitted-use.ts'

const usesJson = z.array(z.object({ use: z.string(), how: z.string(), until: z.coerce.date().optional() }))

export interface PermittedUses {
  readonly referralId: string
  readonly subjectId: string
  /** Who received it, and may do so. */
  readonly agencyId: string
  readonly basisId: string
  readonly uses: readonly PermittedUse[]
}

/** What was heard later stands. */
export async function savePermittedUses({ sql }: Transaction, of: PermittedUses, at: Date): Promise<void> {
  await sql(
    `insert into permitted_use (referral_id, subject_id, agency_id, basis_id, uses, moved_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (referral_id) do update set uses = excluded.uses, moved_at = excluded.moved_at
       where permitted_use.moved_at <= excluded.moved_at`,
    [of.referralId, of.subjectId, of.agencyId, of.basisId, JSON.stringify(of.uses), at],
  )
}

/** Of all that came to the agency about that person. */
export async function permittedUsesOf({ sql }: Reader, subjectId: string, agencyId: string): Promise<PermittedUses[]> {
  const rows = await sql<{ referralId: string; basisId: string; uses: unknown }>(
    `select referral_id as "referralId", basis_id as "basisId", uses from permitted_use
      where subject_id = $1 and agency_id = $2 and uses <> '[]' order by referral_id`,
    [subjectId, agencyId],
    'permitted-uses-of',
  )
  return rows.map(({ uses, ...row }) => ({
    ...{ ...row, subjectId, agencyId },
    uses: usesJson.parse(uses).map(({ use, how, until }) => ({ use, how, until })),
  }))
}

/** To which agency of this hub it was passed on first, on any of those; undefined: to none yet. */
export async function firstPassedTo(
  { sql }: Reader,
  { basisIds, by, except }: { readonly basisIds: readonly string[]; readonly by: AgencyRef; readonly except: string },
): Promise<AgencyRef | undefined> {
  const [row] = await sql<{ agencyId: string }>(
    `select recipient_agency as "agencyId" from permit where basis_id = any ($1) and recipient_hub = $2 and sender_hub = $2
        and sender_agency = $3 and occasion = 'submit' and referral_id <> $4 order by issued_at limit 1`,
    [basisIds, by.hub, by.agencyId, except],
  )
  return row && { hub: by.hub, agencyId: row.agencyId }
}
