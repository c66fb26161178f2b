import type { Transaction } from './transaction.ts'

export interface KeysMoved {
  readonly added: readonly string[]
  readonly gone: readonly string[]
}

/** From now on these are all keys of that kind that the service has. Answers what is new; to one transaction alone, of those that say the same. */
export async function keepOwnKeys(
  { sql }: Transaction,
  { kind, fingerprints, at }: { readonly kind: string; readonly fingerprints: readonly string[]; readonly at: Date },
): Promise<KeysMoved> {
  type Row = { readonly fingerprint: string }
  const gone = await sql<Row>('delete from own_key where kind = $1 and fingerprint <> all ($2) returning fingerprint', [
    kind,
    fingerprints,
  ])
  const added = await sql<Row>(
    `insert into own_key (kind, fingerprint, since) select $1, unnest($2::text[]), $3 on conflict do nothing returning fingerprint`,
    [kind, fingerprints, at],
  )
  const of = (rows: readonly Row[]) => rows.map(({ fingerprint }) => fingerprint).toSorted()
  return { added: of(added), gone: of(gone) }
}
