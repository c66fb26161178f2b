import type { Reader, Transaction } from '@amparo/store'
import type { Drawable } from '../domain/samples/draw.ts'
import { sizeOf } from './leaves.ts'
import { firstTakenSince } from './minimum.ts'

export interface Sample {
  readonly period: string
  /** Of the log whose root was the seed. */
  readonly size: number
  readonly root: Uint8Array
  readonly population: number
  readonly drawnAt: Date
  readonly drawnBy: string
}

export interface SampleItem {
  readonly entryId: string
  /** Undefined: nobody has reviewed it yet. */
  readonly review: { readonly finding: string; readonly at: Date; readonly userId: string } | undefined
}

/** Accesses of people of this hub within a time. */
export async function drawable(
  { sql }: Reader,
  { actions, from, to }: { actions: readonly string[]; from: Date; to: Date },
): Promise<Drawable[]> {
  const rows = await sql<{ entry_id: string; agency: string }>(
    `select entry_id, agency_hub || '/' || agency_id as agency from projected
      where action = any ($1) and occurred_at >= $2 and occurred_at < $3 and agency_id is not null order by index`,
    [actions, from, to],
  )
  return rows.map(({ entry_id: entryId, agency }) => ({ entryId, agency }))
}

/** How many entries the log had then: by when it took them, for who wrote an entry dated it, and would choose the root with one dated ahead. */
export const sizeBefore = async (reader: Reader, at: Date): Promise<number> =>
  firstTakenSince(reader, at, await sizeOf(reader))

/** False if that month was drawn before: then it stays as it was. */
export async function addSample({ sql }: Transaction, sample: Sample, entryIds: readonly string[]): Promise<boolean> {
  const { period, size, root, population, drawnAt, drawnBy } = sample
  const added = await sql(
    `insert into sample (period, size, root, population, drawn_at, drawn_by) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning period`,
    [period, size, Buffer.from(root), population, drawnAt, drawnBy],
  )
  if (added.length === 0) return false
  await sql(
    'insert into sample_item (period, place, entry_id) select $1, place, entry_id from unnest($2::uuid[]) with ordinality as drawn (entry_id, place)',
    [period, entryIds],
  )
  return true
}

interface SampleColumns {
  readonly size: string
  readonly root: Buffer
  readonly population: number
  readonly drawn_at: Date
  readonly drawn_by: string
}
const toSample = (period: string, { size, root, population, drawn_at, drawn_by }: SampleColumns): Sample => ({
  ...{ period, size: Number(size), root, population, drawnAt: drawn_at, drawnBy: drawn_by },
})

export async function findSample({ sql }: Reader, period: string): Promise<Sample | undefined> {
  const [row] = await sql<SampleColumns>(
    'select size, root, population, drawn_at, drawn_by from sample where period = $1',
    [period],
  )
  return row && toSample(period, row)
}

export interface SampleListed extends Sample {
  readonly drawn: number
  readonly left: number
}

/** The latest month first. */
export async function listSamples({ sql }: Reader, limit: number): Promise<SampleListed[]> {
  const rows = await sql<SampleColumns & { period: string; drawn: string; left: string }>(
    `select period, size, root, population, drawn_at, drawn_by, count(item.entry_id) as drawn,
            count(item.entry_id) - count(review.entry_id) as left
       from sample left join sample_item item using (period) left join sample_review review using (period, entry_id)
      group by period order by period desc limit $1`,
    [limit],
  )
  return rows.map(row => ({ ...toSample(row.period, row), drawn: Number(row.drawn), left: Number(row.left) }))
}

/** In the order in which they were drawn. */
export async function itemsOf({ sql }: Reader, period: string): Promise<SampleItem[]> {
  const rows = await sql<{ entry_id: string; finding: string | null; at: Date; user_id: string }>(
    `select entry_id, finding, at, user_id from sample_item left join sample_review using (period, entry_id)
      where period = $1 order by place`,
    [period],
  )
  return rows.map(({ entry_id: entryId, finding, at, user_id: userId }) => ({
    ...{ entryId, review: finding === null ? undefined : { finding, at, userId } },
  }))
}

export interface Review {
  readonly period: string
  readonly entryId: string
  readonly finding: string
  readonly at: Date
  readonly userId: string
}

/** Throws a unique violation if it was reviewed. */
export async function addReview({ sql }: Transaction, review: Review): Promise<void> {
  await sql('insert into sample_review (period, entry_id, finding, at, user_id) values ($1, $2, $3, $4, $5)', [
    ...[review.period, review.entryId, review.finding, review.at, review.userId],
  ])
}
