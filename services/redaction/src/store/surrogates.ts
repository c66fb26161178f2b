import type { KeyObject } from 'node:crypto'
import type { Reader, Transaction } from '@amparo/store'
import { type Called, ROLES } from '@amparo/text'
import { z } from 'zod'
import { openJson, sealJson } from './sealed-json.ts'
import type { AgencyKey } from './shares.ts'

/** What one agency is shown of one person, in one referral. */
export interface Reading {
  readonly subjectId: string
  readonly agency: AgencyKey
  readonly referralId: string
}

export interface KnownSurrogates {
  /** 0: nothing is kept yet. */
  readonly version: number
  readonly called: readonly Called[]
}

const schema = z.array(
  z.strictObject({ names: z.array(z.string()), role: z.enum(ROLES), letter: z.string().regex(/^[A-Z]+$/) }),
)

/** A row moved to another person, agency or referral does not open. */
const contextOf = ({ subjectId, agency, referralId }: Reading, version: number) => ({
  subjectId,
  kind: `surrogates/${agency.hub}/${agency.agencyId}/${referralId}`,
  version,
})
const placeOf = ({ subjectId, agency, referralId }: Reading) => [subjectId, agency.hub, agency.agencyId, referralId]

/** Throws record_unreadable for what was moved or changed. */
export async function findSurrogates({ sql }: Reader, of: Reading, key: KeyObject): Promise<KnownSurrogates> {
  const rows = await sql<{ version: number; ciphertext: Buffer }>(
    `select version, ciphertext from surrogates
      where subject_id = $1 and agency_hub = $2 and agency_id = $3 and referral_id = $4`,
    placeOf(of),
  )
  const [row] = rows
  if (row === undefined) return { version: 0, called: [] }
  const { version, ciphertext } = row
  return { version, called: schema.parse(openJson(key, ciphertext, contextOf(of, version))) }
}

/** False if somebody was quicker: what they kept is to be gone on with. */
export async function saveSurrogates(
  { sql }: Transaction,
  of: Reading,
  { version, called }: KnownSurrogates,
  key: KeyObject,
): Promise<boolean> {
  const next = version + 1
  const values = [...placeOf(of), next, sealJson(key, called, contextOf(of, next))]
  const rows =
    version === 0
      ? await sql(
          `insert into surrogates (subject_id, agency_hub, agency_id, referral_id, version, ciphertext)
           values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning version`,
          values,
        )
      : await sql(
          `update surrogates set version = $5, ciphertext = $6
            where subject_id = $1 and agency_hub = $2 and agency_id = $3 and referral_id = $4 and version = $5 - 1
            returning version`,
          values,
        )
  return rows.length === 1
}
