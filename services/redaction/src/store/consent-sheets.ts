import type { KeyObject } from 'node:crypto'
import type { Reader, Transaction } from '@amparo/store'
import { z } from 'zod'
import { openJson, sealJson } from './sealed-json.ts'
import { type AgencyKey, isUuid } from './shares.ts'

export interface SheetKey {
  readonly sheetId: string
  readonly subjectId: string
  /** Who keeps it: nobody else is told that it is there. */
  readonly by: AgencyKey
}

const contentSchema = z.strictObject({ user: z.string(), mediaType: z.string(), base64: z.string() })
export type SheetContent = z.output<typeof contentSchema>

/** A sheet moved to another id or person does not open. */
const contextOf = ({ subjectId, sheetId }: SheetKey) => ({ subjectId, kind: `consent-sheet/${sheetId}`, version: 1 })

export async function addConsentSheet(
  { sql }: Transaction,
  of: SheetKey & { readonly sha256: string; readonly at: Date },
  content: SheetContent,
  key: KeyObject,
): Promise<void> {
  await sql(
    `insert into consent_sheet (sheet_id, subject_id, by_hub, by_agency, sha256, ciphertext, kept_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [of.sheetId, of.subjectId, of.by.hub, of.by.agencyId, of.sha256, sealJson(key, content, contextOf(of)), of.at],
  )
}

const WHERE = 'where sheet_id = $1 and subject_id = $2 and by_hub = $3 and by_agency = $4'
const paramsOf = ({ sheetId, subjectId, by }: SheetKey) => [sheetId, subjectId, by.hub, by.agencyId]

export async function isSheetHeld({ sql }: Reader, of: SheetKey, sha256: string): Promise<boolean> {
  if (!isUuid(of.sheetId)) return false
  const rows = await sql(`select 1 as held from consent_sheet ${WHERE} and sha256 = $5`, [...paramsOf(of), sha256])
  return rows.length > 0
}

/** Kept by the agency for somebody else too, who has been referred. `same`: records that are known to be of this one person. */
export async function isSheetOfAnother(
  { sql }: Reader,
  { subjectId, by }: Pick<SheetKey, 'subjectId' | 'by'>,
  sha256: string,
  same: readonly string[],
): Promise<boolean> {
  const rows = await sql(
    `select 1 as found from consent_sheet s
      where by_hub = $1 and by_agency = $2 and sha256 = $3 and not (subject_id::text = any ($4))
        and exists (select from known_referral r where r.subject_id = s.subject_id) limit 1`,
    [by.hub, by.agencyId, sha256, [subjectId, ...same]],
  )
  return rows.length > 0
}

/** Throws record_unreadable for another key or context, or a changed byte. */
export async function openConsentSheet(
  { sql }: Reader,
  of: SheetKey,
  key: KeyObject,
): Promise<(Omit<SheetContent, 'user'> & { readonly sha256: string }) | undefined> {
  const [row] = await sql<{ sha256: string; ciphertext: Buffer }>(
    `select sha256, ciphertext from consent_sheet ${WHERE}`,
    paramsOf(of),
  )
  if (row === undefined) return undefined
  const { user: _, ...content } = contentSchema.parse(openJson(key, row.ciphertext, contextOf(of)))
  return { ...content, sha256: row.sha256 }
}
