import type { KeyObject } from 'node:crypto'
import { isUuid } from '@amparo/kernel'
import { holdName, type Reader, type Transaction } from '@amparo/store'
import { z } from 'zod'
import { openJson, sealJson } from './sealed-json.ts'
import type { AgencyKey } from './shares.ts'

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
const NOT_MOVED = 'not exists (select from moved_sheet m where m.sheet_id = s.sheet_id)'
const paramsOf = ({ sheetId, subjectId, by }: SheetKey) => [sheetId, subjectId, by.hub, by.agencyId]

/** One that is kept for the record that was put right does not do for the earlier one. */
export async function isSheetHeld({ sql }: Reader, of: SheetKey, sha256: string): Promise<boolean> {
  if (!isUuid(of.sheetId)) return false
  const sheet = `select 1 as held from consent_sheet s ${WHERE} and sha256 = $5 and ${NOT_MOVED}`
  const rows = await sql(sheet, [...paramsOf(of), sha256])
  return rows.length > 0
}

/** The same file, kept by the same agency for another record. */
export interface SameFile {
  readonly sheetId: string
  readonly subjectId: string
  /** Somebody was referred by that record. */
  readonly referred: boolean
}

/** `same`: records that are known to be of this one person. */
export async function sameFileOfOthers(
  { sql }: Reader,
  { subjectId, by }: Pick<SheetKey, 'subjectId' | 'by'>,
  sha256: string,
  same: readonly string[],
): Promise<SameFile[]> {
  const rows = await sql<{ sheet_id: string; subject_id: string; referred: boolean }>(
    `select sheet_id, subject_id,
        exists (select from known_referral r where r.subject_id = s.subject_id) as referred
      from consent_sheet s
      where by_hub = $1 and by_agency = $2 and sha256 = $3 and not (subject_id::text = any ($4)) and ${NOT_MOVED}`,
    [by.hub, by.agencyId, sha256, [subjectId, ...same]],
  )
  return rows.map(row => ({ sheetId: row.sheet_id, subjectId: row.subject_id, referred: row.referred }))
}

/** Nobody else keeps this file for this agency until the transaction ends: of two people at once the second is told. */
export const holdFile = (tx: Transaction, by: AgencyKey, sha256: string): Promise<void> =>
  holdName(tx, `consent-sheet ${by.agencyId} ${sha256}`)

export async function moveSheets(
  { sql }: Transaction,
  sheets: readonly Pick<SameFile, 'sheetId' | 'subjectId'>[],
  to: { readonly sheetId: string; readonly at: Date },
): Promise<void> {
  for (const { sheetId, subjectId } of sheets) {
    const moved = 'insert into moved_sheet (sheet_id, subject_id, to_sheet, moved_at) values ($1, $2, $3, $4)'
    await sql(moved, [sheetId, subjectId, to.sheetId, to.at])
  }
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
