import { holdName, type Transaction } from '@amparo/store'

export interface StatementRow {
  readonly version: number
  readonly sha256: string
  readonly issuedAt: Date
  readonly text: string
  readonly signature: string
  readonly importedAt: Date
}

/** The one in force; other instances that import wait until this transaction ends. */
export async function newestStatement(tx: Transaction): Promise<{ version: number; sha256: string } | undefined> {
  await holdName(tx, 'directory statement')
  const [row] = await tx.sql<{ version: string; sha256: string }>(
    'select version, sha256 from statement order by version desc limit 1',
  )
  return row && { version: Number(row.version), sha256: row.sha256 }
}

export async function addStatement({ sql }: Transaction, statement: StatementRow): Promise<void> {
  const { version, sha256, issuedAt, text, signature, importedAt } = statement
  await sql(
    'insert into statement (version, sha256, issued_at, text, signature, imported_at) values ($1, $2, $3, $4, $5, $6)',
    [version, sha256, issuedAt, text, signature, importedAt],
  )
}
