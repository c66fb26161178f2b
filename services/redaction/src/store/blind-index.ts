import type { Reader, Transaction } from '@amparo/store'
import type { FeatureKind } from '../domain/finding/features.ts'
import type { Token } from './index-key.ts'
import { holdLinked } from './record-links.ts'
import { holdSubject } from './records.ts'

export interface PersonIndex {
  readonly version: string
  readonly tokens: readonly Token[]
}

/** In the place of what stood there; unless the person is barred, gone, or a newer record was indexed meanwhile. */
export async function saveIndex(
  tx: Transaction,
  { subjectId, recordVersion, index }: { subjectId: string; recordVersion: number; index: PersonIndex },
): Promise<void> {
  await holdSubject(tx, subjectId)
  const kept = await tx.sql(
    `insert into indexed (subject_id, record_version, version) select id, $2, $3 from subject where id = $1
     on conflict (subject_id) do update set record_version = excluded.record_version, version = excluded.version
       where not indexed.barred and indexed.record_version <= excluded.record_version
     returning 1 as kept`,
    [subjectId, recordVersion, index.version],
  )
  if (kept.length === 0) return
  await tx.sql('delete from blind_index where subject_id = $1', [subjectId])
  await tx.sql(
    `insert into blind_index (subject_id, kind, token, version)
     select $1, kind, token, $4 from unnest($2::text[], $3::bytea[]) as t (kind, token) on conflict do nothing`,
    [subjectId, index.tokens.map(({ kind }) => kind), index.tokens.map(({ token }) => token), index.version],
  )
}

/** It is made anew of what is held by then. */
export async function forgetIndex(tx: Transaction, subjectId: string): Promise<void> {
  await holdSubject(tx, subjectId)
  await tx.sql('delete from blind_index where subject_id = $1', [subjectId])
  await tx.sql('delete from indexed where subject_id = $1 and not barred', [subjectId])
}

/** From now on nobody finds the person, by any record of theirs. */
export async function barFromIndex(tx: Transaction, subjectId: string): Promise<void> {
  const all = await holdLinked(tx, subjectId)
  await tx.sql(
    `insert into indexed (subject_id, record_version, version, barred) select id, 0, '', true from unnest($1::uuid[]) as t (id)
     on conflict (subject_id) do update set barred = true`,
    [all],
  )
  await tx.sql('delete from blind_index where subject_id = any ($1)', [all])
  await tx.sql('delete from same_person where one = any ($1) or other = any ($1)', [all])
  await tx.sql('delete from pseudonym where subject_id = any ($1)', [all])
  await tx.sql(
    'delete from code_name_index where share_id in (select share_id from share where subject_id = any ($1))',
    [all],
  )
}

/** People whose index is missing or of something older, after an id, in the order of ids. */
export async function notIndexed(
  { sql }: Reader,
  { version, after, limit }: { readonly version: string; readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select s.id from subject s left join indexed i on i.subject_id = s.id
      where ($2::uuid is null or s.id > $2) and i.barred is not true
        and (i.version is distinct from $1
          or i.record_version < (select max(r.version) from record r where r.subject_id = s.id))
      order by s.id limit $3`,
    [version, after ?? null, limit],
  )
  return rows.map(row => row.id)
}

export interface Compared {
  readonly subjectId: string
  readonly held: ReadonlyMap<FeatureKind, number>
  readonly common: ReadonlyMap<FeatureKind, number>
  readonly swapped: boolean
}

/** So many people are compared at most, those first who have most in common. */
const COMPARED = 500

/** Whoever has something in common with what is sought that can be enough, and what. */
export async function compareAll(
  { sql }: Reader,
  { version, tokens, swapped }: PersonIndex & { readonly swapped: readonly Token[] },
): Promise<Compared[]> {
  const rows = await sql<{ subject_id: string; kind: FeatureKind; held: number; common: number; swapped: boolean }>(
    `with sought as (select kind, token from unnest($1::text[], $2::bytea[]) as t (kind, token)),
       near as (select kind, token from sought where kind <> 'birth_month'
         union select 'birth_date', token from unnest($3::bytea[]) as t (token)),
       hit as (select b.subject_id from blind_index b join near using (kind, token)
         where b.version = $4 group by b.subject_id order by count(*) desc, b.subject_id limit $5)
     select b.subject_id, b.kind, count(*)::int as held, count(s.token)::int as common,
         coalesce(bool_or(b.kind = 'birth_date' and b.token = any ($3::bytea[])), false) as swapped
       from hit join blind_index b using (subject_id) left join sought s on s.kind = b.kind and s.token = b.token
      group by b.subject_id, b.kind`,
    [tokens.map(t => t.kind), tokens.map(t => t.token), swapped.map(t => t.token), version, COMPARED],
  )
  return [...Map.groupBy(rows, row => row.subject_id)].map(([subjectId, kinds]) => ({
    subjectId,
    held: new Map(kinds.map(({ kind, held }) => [kind, held])),
    common: new Map(kinds.filter(({ common }) => common > 0).map(({ kind, common }) => [kind, common])),
    swapped: kinds.some(kind => kind.swapped),
  }))
}
