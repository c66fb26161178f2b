import type { KeyObject } from 'node:crypto'
import type { Reader, Transaction } from '@amparo/store'
import { z } from 'zod'
import { NOTICE_KINDS, type Notice, type Shown } from '../domain/notice.ts'
import { openJson, sealJson } from './sealed-json.ts'

interface Row {
  readonly notice_id: string
  readonly number: string
  readonly subject_id: string
  readonly share_id: string
  readonly kind: string
  readonly from_agency: string
  readonly to_agency: string
  readonly ciphertext: Buffer
  readonly issued_at: Date
  readonly expires_at: Date
  readonly withdrawn_at: Date | null
}

/** As signed, and the signature. */
const contentSchema = z.strictObject({ text: z.string(), signature: z.string() })
export type NoticeContent = z.infer<typeof contentSchema>
export type SealedNotice = Notice & { readonly ciphertext: Uint8Array }

/** A notice moved to another row does not open. */
const contextOf = ({ subjectId, noticeId }: Pick<Notice, 'subjectId' | 'noticeId'>) => ({
  ...{ subjectId, kind: `notice/${noticeId}`, version: 1 },
})

const toNotice = (row: Row): SealedNotice => {
  const kind = NOTICE_KINDS.find(known => known === row.kind)
  if (kind === undefined) throw new TypeError('a notice of no kind')
  return {
    ...{ noticeId: row.notice_id, number: row.number, subjectId: row.subject_id, shareId: row.share_id, kind },
    ...{ fromAgency: row.from_agency, toAgency: row.to_agency, ciphertext: row.ciphertext },
    ...{ issuedAt: row.issued_at, expiresAt: row.expires_at, withdrawnAt: row.withdrawn_at ?? undefined },
  }
}

type WithdrawnRow = Row & { readonly withdrawn_by: string }
const toWithdrawn = (row: WithdrawnRow): Withdrawn => ({ ...toNotice(row), withdrawnBy: row.withdrawn_by })

type NewNotice = Omit<Notice, 'withdrawnAt'> & { readonly issuedBy: string }

export async function addNotice({ sql }: Transaction, n: NewNotice, content: NoticeContent, key: KeyObject) {
  await sql(
    `insert into notice (notice_id, number, subject_id, share_id, kind, from_agency, to_agency, ciphertext, issued_by,
       issued_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[n.noticeId, n.number, n.subjectId, n.shareId, n.kind, n.fromAgency, n.toAgency],
      ...[sealJson(key, content, contextOf(n)), n.issuedBy, n.issuedAt, n.expiresAt],
    ],
  )
}

export async function findNotice({ sql }: Reader, noticeId: string): Promise<SealedNotice | undefined> {
  return (await sql<Row>('select * from notice where notice_id::text = $1', [noticeId])).map(toNotice)[0]
}

export async function noticeOfNumber({ sql }: Reader, number: string): Promise<SealedNotice | undefined> {
  return (await sql<Row>('select * from notice where number = $1', [number])).map(toNotice)[0]
}

/** That an agency issued or that are addressed to it, newest first, so many at most. */
export async function noticesOf({ sql }: Reader, agencyId: string, limit: number): Promise<SealedNotice[]> {
  const rows = await sql<Row>(
    'select * from notice where from_agency = $1 or to_agency = $1 order by issued_at desc, notice_id limit $2',
    [agencyId, limit],
  )
  return rows.map(toNotice)
}

/** It stands no more; the log may not have it yet. */
export interface Withdrawn extends Notice {
  readonly withdrawnBy: string
}

const NOT_ENTERED = 'withdrawn_at is not null and withdrawal_entered_at is null'

/** By whom and when it was withdrawn, now or before; undefined if that is in the log. */
export async function withdrawNotice(
  { sql }: Transaction,
  noticeId: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<Withdrawn | undefined> {
  await sql('update notice set withdrawn_at = $2, withdrawn_by = $3 where notice_id = $1 and withdrawn_at is null', [
    ...[noticeId, at, by],
  ])
  return (await sql<WithdrawnRow>(`select * from notice where notice_id = $1 and ${NOT_ENTERED}`, [noticeId])).map(
    toWithdrawn,
  )[0]
}

/** Of whose withdrawal the log has not heard, the earliest first, so many at most. */
export async function withdrawnUnentered({ sql }: Reader, limit: number): Promise<Withdrawn[]> {
  const rows = await sql<WithdrawnRow>(
    `select * from notice where ${NOT_ENTERED} order by withdrawn_at, notice_id limit $1`,
    [limit],
  )
  return rows.map(toWithdrawn)
}

export const markWithdrawalEntered = async ({ sql }: Transaction, noticeId: string, at: Date): Promise<void> =>
  void (await sql('update notice set withdrawal_entered_at = $2 where notice_id = $1', [noticeId, at]))

/** Throws record_unreadable for another key or row, or a changed byte. */
export const openNotice = (key: KeyObject, notice: SealedNotice): NoticeContent =>
  contentSchema.parse(openJson(key, notice.ciphertext, contextOf(notice)))

const namingSchema = z.object({ person: z.object({ name: z.string().optional() }) })

/** By what it names the person, as it was signed. */
export const shownIn = ({ text }: NoticeContent): Shown =>
  namingSchema.parse(JSON.parse(text)).person.name === undefined ? 'document' : 'name'
