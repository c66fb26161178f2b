import type { Reader, Transaction } from '@amparo/store'

export interface UnsignedStatement {
  readonly statementId: string
  readonly fromHub: string
  readonly toHub: string
  readonly bytes: Uint8Array
  readonly at: Date
}

/** To be signed and sent by the clock, once the transaction has committed. */
export async function addStatement({ sql }: Transaction, s: UnsignedStatement): Promise<void> {
  await sql(
    `insert into hub_statement (statement_id, from_hub, to_hub, statement, made_at) values ($1, $2, $3, $4, $5)`,
    [s.statementId, s.fromHub, s.toHub, Buffer.from(s.bytes), s.at],
  )
}

/** What another hub has signed, kept as proof. False if it has come before. */
export async function keepStatement(
  { sql }: Transaction,
  s: UnsignedStatement & { readonly signature: string },
): Promise<boolean> {
  const rows = await sql(
    `insert into hub_statement (statement_id, from_hub, to_hub, statement, signature, made_at, sent_at)
     values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing returning 1 as kept`,
    [s.statementId, s.fromHub, s.toHub, Buffer.from(s.bytes), s.signature, s.at],
  )
  return rows.length > 0
}

export interface DueStatement {
  readonly statementId: string
  readonly toHub: string
  readonly bytes: Uint8Array
}

export async function dueStatements({ sql }: Pick<Reader, 'sql'>, limit: number): Promise<DueStatement[]> {
  const rows = await sql<{ statement_id: string; to_hub: string; statement: Buffer }>(
    'select statement_id, to_hub, statement from hub_statement where sent_at is null order by made_at limit $1',
    [limit],
    'due-statements',
  )
  return rows.map(row => ({ statementId: row.statement_id, toHub: row.to_hub, bytes: new Uint8Array(row.statement) }))
}

/** False if another instance was quicker. */
export async function markSent(
  { sql }: Transaction,
  { statementId, signature, at }: { statementId: string; signature: string; at: Date },
): Promise<boolean> {
  const rows = await sql(
    `update hub_statement set signature = $2, sent_at = $3 where statement_id = $1 and sent_at is null returning 1 as sent`,
    [statementId, signature, at],
  )
  return rows.length > 0
}
