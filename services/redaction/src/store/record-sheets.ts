import type { Reader, Transaction } from '@amparo/store'
import { ASKED_BY, MOST_TRIES, type RecordSheet } from '../domain/record-sheet.ts'

interface Row {
  sheet_id: string
  subject_id: string
  share_id: string
  asked_by: string
  code_hash: string
  made_on: string | null
  stand_by_until: Date | null
  tries: number
  made_at: Date
  expires_at: Date
  last_read_at: Date | null
  called_back_at: Date | null
}

const toSheet = (row: Row): RecordSheet => {
  const askedBy = ASKED_BY.find(known => known === row.asked_by)
  if (askedBy === undefined) throw new TypeError('a sheet for nobody')
  return {
    ...{ sheetId: row.sheet_id, subjectId: row.subject_id, shareId: row.share_id, askedBy, codeHash: row.code_hash },
    ...{ madeOn: row.made_on ?? undefined, standByUntil: row.stand_by_until ?? undefined },
    ...{ tries: row.tries, madeAt: row.made_at, expiresAt: row.expires_at },
    ...{ lastReadAt: row.last_read_at ?? undefined, calledBackAt: row.called_back_at ?? undefined },
  }
}

export type NewSheet = Omit<RecordSheet, 'tries' | 'lastReadAt' | 'calledBackAt'> & {
  readonly numberHash: string
  readonly madeBy: string
}

export async function addSheet({ sql }: Transaction, s: NewSheet): Promise<void> {
  await sql(
    `insert into record_sheet (sheet_id, number_hash, code_hash, subject_id, share_id, asked_by, made_by, made_at, expires_at,
       made_on, stand_by_until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[s.sheetId, s.numberHash, s.codeHash, s.subjectId, s.shareId, s.askedBy, s.madeBy, s.madeAt, s.expiresAt],
      ...[s.madeOn ?? null, s.standByUntil ?? null],
    ],
  )
}

export async function findSheet({ sql }: Reader, numberHash: string): Promise<RecordSheet | undefined> {
  const [row] = await sql<Row>('select * from record_sheet where number_hash = $1', [numberHash])
  return row && toSheet(row)
}

/** That one agency gave, newest first. */
export async function sheetsOf({ sql }: Reader, shareId: string): Promise<RecordSheet[]> {
  const rows = await sql<Row>('select * from record_sheet where share_id = $1 order by made_at desc limit 20', [
    shareId,
  ])
  return rows.map(toSheet)
}

/** Answers how many could still be read. */
export async function callBackSheets({ sql }: Transaction, shareId: string, at: Date): Promise<number> {
  const rows = await sql(
    `update record_sheet set called_back_at = $2
      where share_id = $1 and called_back_at is null and expires_at > $2 returning 1 as done`,
    [shareId, at],
  )
  return rows.length
}

/** Counted before the code is looked at, so that guesses at the same time are guesses too. False: there is none left. */
export async function countSheetTry({ sql }: Transaction, sheetId: string): Promise<boolean> {
  const rows = await sql(
    'update record_sheet set tries = tries + 1 where sheet_id = $1 and tries < $2 and called_back_at is null returning 1 as counted',
    [sheetId, MOST_TRIES],
  )
  return rows.length > 0
}

/** The code was right. False if it was called back meanwhile. */
export async function markRead({ sql }: Transaction, sheetId: string, at: Date): Promise<boolean> {
  const rows = await sql(
    `update record_sheet set tries = greatest(tries - 1, 0), last_read_at = $2
      where sheet_id = $1 and called_back_at is null returning 1 as done`,
    [sheetId, at],
  )
  return rows.length > 0
}

/** What is wrong on this side takes away none of the tries. */
export async function forgiveSheetTry({ sql }: Transaction, sheetId: string): Promise<void> {
  await sql('update record_sheet set tries = tries - 1 where sheet_id = $1 and tries > 0', [sheetId])
}
