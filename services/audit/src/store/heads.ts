import type { Reader, Transaction } from '@amparo/store'

export interface PublishedHead {
  readonly size: number
  readonly note: string
  readonly witnessedAt: Date
}

interface HeadColumns {
  readonly size: string
  readonly note: string
  readonly witnessed_at: Date
}
const toPublished = ({ size, note, witnessed_at: at }: HeadColumns): PublishedHead => ({
  ...{ size: Number(size), note, witnessedAt: new Date(at) },
})

/** The largest, as it was signed last. */
export async function latestPublished({ sql }: Reader): Promise<PublishedHead | undefined> {
  const [row] = await sql<HeadColumns>(
    'select size, note, witnessed_at from published_head order by size desc, id desc limit 1',
  )
  return row && toPublished(row)
}

export async function insertPublished({ sql }: Transaction, { size, note, witnessedAt }: PublishedHead): Promise<void> {
  await sql('insert into published_head (size, note, witnessed_at) values ($1, $2, $3)', [size, note, witnessedAt])
}

/** Those kept last, the newest first. */
export async function newestPublished({ sql }: Reader, limit: number): Promise<PublishedHead[]> {
  const rows = await sql<HeadColumns>('select size, note, witnessed_at from published_head order by id desc limit $1', [
    limit,
  ])
  return rows.map(toPublished)
}

export interface WitnessedHead {
  readonly origin: string
  readonly previous: number
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
}

interface WitnessedColumns {
  readonly origin: string
  readonly previous: string
  readonly size: string
  readonly root: Buffer
  readonly note: string
}
const WITNESSED = 'origin, previous, size, root, note'
const toWitnessed = (row: WitnessedColumns): WitnessedHead => ({
  ...{ origin: row.origin, root: row.root, note: row.note },
  ...{ previous: Number(row.previous), size: Number(row.size) },
})

/** The largest head of a log that this hub has signed. */
export async function latestWitnessed({ sql }: Reader, origin: string): Promise<WitnessedHead | undefined> {
  const rows = await sql<WitnessedColumns>(
    `select ${WITNESSED} from witnessed_head where origin = $1 order by previous desc limit 1`,
    [origin],
  )
  return rows.map(toWitnessed)[0]
}

/** False: another head went on from the same in the meantime. */
export async function insertWitnessed({ sql }: Transaction, head: WitnessedHead): Promise<boolean> {
  const rows = await sql(
    `insert into witnessed_head (${WITNESSED}) values ($1, $2, $3, $4, $5) on conflict do nothing returning size`,
    [head.origin, head.previous, head.size, Buffer.from(head.root), head.note],
  )
  return rows.length === 1
}

/** Of each log, so many that begin otherwise, before it is one a day; and so many that were not shown to go on from the same head. */
const FIRST = 3

/**
 * Each that begins otherwise is kept once, by the first head that shows it; each that was not shown to go on, once too. Whoever holds the log's
 * key has more and more of both: the first are kept, of other beginnings one a day after these, and of the others how many there were.
 */
export async function insertRefused({ sql }: Transaction, head: Omit<RefusedHead, 'refusedAt'>): Promise<void> {
  const { origin, previous, size, root, beginning, proof, note } = head
  const other = beginning ? Buffer.from(beginning) : null
  // So that several that come at once are counted one after the other.
  await sql("select pg_advisory_xact_lock(hashtext('audit.refused_head'))")
  const kept = await sql(
    `insert into refused_head (origin, previous, size, root, beginning, proof, note)
     select $1, $2::bigint, $3::bigint, $4::bytea, $5::bytea, $6::bytea[], $7
      where case when $5::bytea is null then
              (select count(*) from refused_head where origin = $1 and previous = $2 and beginning is null) < ${FIRST}
            else
              (select count(*) from refused_head where origin = $1 and beginning is not null) < ${FIRST}
              or not exists (select from refused_head
                              where origin = $1 and beginning is not null and refused_at > now() - interval '1 day')
            end
         on conflict do nothing returning size`,
    [origin, previous, size, Buffer.from(root), other, proof.map(hash => Buffer.from(hash)), note],
  )
  if (kept.length > 0 || other === null) return
  await sql(
    `insert into refused_more (origin, heads)
     select $1, 1 where not exists (select from refused_head where origin = $1 and previous = $2::bigint and beginning = $3::bytea)
         on conflict (origin) do update set heads = refused_more.heads + 1`,
    [origin, previous, other],
  )
}

interface Heads {
  readonly witnessed: readonly WitnessedHead[]
  readonly refused: readonly RefusedHead[]
}

const MOST = 100

/** A log that goes on has thousands of heads a day, and logs are few: from one to the next by the index, and of each the last. */
const LAST = `with recursive log (origin) as (
    (select origin from witnessed_head order by origin limit 1)
    union all
    select (select origin from witnessed_head where origin > log.origin order by origin limit 1) from log where log.origin is not null
  ), last as (
    select head.* from log, lateral (
      select ${WITNESSED} from witnessed_head where witnessed_head.origin = log.origin order by previous desc limit 1) as head)`

/**
 * Of every log the largest head that this hub has signed, and those that others contradict; and what it has refused: of each log the first that
 * contradicts, and the first that was not shown to go on, before any other, so that no log hides what another has done.
 */
export async function listHeads({ sql }: Reader): Promise<Heads> {
  // Each goes on from the one before: that of a size stands before all that go on from it.
  const witnessed = await sql<WitnessedColumns>(
    `${LAST}
     select * from last union
     select head.* from (select distinct origin, previous from refused_head where beginning is not null) as other, lateral (
       select ${WITNESSED} from witnessed_head
        where witnessed_head.origin = other.origin and witnessed_head.previous < other.previous
        order by witnessed_head.previous desc limit 1) as head
      where head.size = other.previous
      order by origin, previous desc`,
  )
  const refused = await sql<RefusedColumns>(
    `select ${REFUSED} from
       (select *, row_number() over (partition by origin, beginning is null order by refused_at) as place
          from refused_head) as numbered
      order by place > 1, beginning is null, refused_at desc limit ${MOST}`,
  )
  return { witnessed: witnessed.map(toWitnessed), refused: refused.map(toRefused) }
}

export interface Rewritten {
  readonly origin: string
  readonly previous: number
  readonly beginning: Uint8Array
  /** Of that log, how many others were not kept; undefined: it is one of the first. */
  readonly more: number | undefined
}

/** Where logs were found to begin otherwise than this hub had signed. */
export async function rewrittenSince({ sql }: Reader, moment: Date): Promise<Rewritten[]> {
  const rows = await sql<{ origin: string; previous: string; beginning: Buffer; more: string | null }>(
    `select origin, previous, beginning, case when place > ${FIRST} then coalesce(heads, 0) end as more
       from (select origin, previous, beginning, refused_at, row_number() over (partition by origin order by refused_at) as place
               from refused_head where beginning is not null) as numbered
       left join refused_more using (origin)
      where refused_at >= $1 order by refused_at`,
    [moment],
  )
  return rows.map(({ origin, previous, beginning, more }) => ({
    ...{ origin, beginning, previous: Number(previous) },
    more: more === null ? undefined : Number(more),
  }))
}

/** Logs that have signed a larger head than the last of theirs that this hub has, and have not shown since before that moment that they go on from it. */
export async function unshownSince({ sql }: Reader, moment: Date): Promise<Unshown[]> {
  const rows = await sql<{ origin: string; previous: string; refused_at: Date }>(
    `${LAST}
     select distinct on (head.origin) head.origin, head.previous, refused_at
       from last join refused_head as head on head.origin = last.origin and head.previous = last.size
      where beginning is null and head.size > head.previous and refused_at <= $1
      order by head.origin, refused_at`,
    [moment],
  )
  return rows.map(({ origin, previous, refused_at: at }) => ({
    origin,
    previous: Number(previous),
    since: new Date(at),
  }))
}

export interface Unshown {
  readonly origin: string
  readonly previous: number
  readonly since: Date
}

export interface RefusedHead extends WitnessedHead {
  /** Another root than this hub has signed for the size before, which the larger log begins with. Undefined: it was not shown to go on, and not to begin otherwise. */
  readonly beginning: Uint8Array | undefined
  /** With which it came. */
  readonly proof: readonly Uint8Array[]
  readonly refusedAt: Date
}

interface RefusedColumns extends WitnessedColumns {
  readonly beginning: Buffer | null
  readonly proof: readonly Buffer[]
  readonly refused_at: Date
}
const REFUSED = `${WITNESSED}, beginning, proof, refused_at`
const toRefused = (row: RefusedColumns): RefusedHead => ({
  ...toWitnessed(row),
  ...{ beginning: row.beginning ?? undefined, proof: row.proof, refusedAt: new Date(row.refused_at) },
})
