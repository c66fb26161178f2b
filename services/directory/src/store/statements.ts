import { holdName, type Reader, type Transaction } from '@amparo/store'
import type { InForce } from '../domain/entries.ts'

export interface StatementRow {
  readonly version: number
  readonly sha256: string
  readonly issuedAt: Date
  readonly nextBy: Date
  readonly text: string
  readonly signature: string
  readonly importedAt: Date
}

/** Nobody imports another until the transaction ends. */
export const holdStatement = (tx: Transaction): Promise<void> => holdName(tx, 'directory statement')

/** The one in force; other instances that import wait until this transaction ends. */
export async function newestStatement(tx: Transaction): Promise<{ version: number; sha256: string } | undefined> {
  await holdStatement(tx)
  const [row] = await tx.sql<{ version: string; sha256: string }>(
    'select version, sha256 from statement order by version desc limit 1',
  )
  return row && { version: Number(row.version), sha256: row.sha256 }
}

export async function addStatement({ sql }: Transaction, statement: StatementRow): Promise<void> {
  const { version, sha256, issuedAt, nextBy, text, signature, importedAt } = statement
  await sql(
    `insert into statement (version, sha256, issued_at, next_by, text, signature, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [version, sha256, issuedAt, nextBy, text, signature, importedAt],
  )
}

/** What the directory holds now. Undefined: none was ever imported. */
export async function statementInForce({ sql }: Reader): Promise<InForce | undefined> {
  const [row] = await sql<{ version: string; issued_at: Date; next_by: Date | null }>(
    'select version, issued_at, next_by from statement order by version desc limit 1',
  )
  return row && { version: Number(row.version), issuedAt: row.issued_at, nextBy: row.next_by ?? undefined }
}
