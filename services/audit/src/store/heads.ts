import { hash } from 'node:crypto'
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

/** A head that was sent again is kept once. */
export async function insertRefused(
  { sql }: Transaction,
  { origin, previous, note }: Pick<WitnessedHead, 'origin' | 'previous' | 'note'>,
): Promise<void> {
  await sql(
    'insert into refused_head (origin, note_hash, previous, note) values ($1, $2, $3, $4) on conflict do nothing',
    [origin, hash('sha256', note, 'buffer'), previous, note],
  )
}

/** Of every log: the largest head that this hub has signed, and the heads that it has refused. */
export async function listHeads({ sql }: Reader): Promise<{ witnessed: WitnessedHead[]; refused: RefusedHead[] }> {
  const witnessed = await sql<WitnessedColumns>(
    `select distinct on (origin) ${WITNESSED} from witnessed_head order by origin, previous desc`,
  )
  const refused = await sql<{ origin: string; previous: string; note: string; refused_at: Date }>(
    'select origin, previous, note, refused_at from refused_head order by refused_at desc limit 100',
  )
  return { witnessed: witnessed.map(toWitnessed), refused: refused.map(toRefused) }
}

/**
 * Where logs were found to be others than this hub had signed: each once, however often what was made of it was sent since. The head that
 * this hub had signed last, and when it was sent another first.
 */
export async function rewrittenSince({ sql }: Reader, moment: Date): Promise<Omit<RefusedHead, 'note'>[]> {
  const rows = await sql<{ origin: string; previous: string; refused_at: Date }>(
    `select origin, previous, min(refused_at) as refused_at from refused_head group by origin, previous
     having min(refused_at) >= $1 order by 3`,
    [moment],
  )
  return rows.map(row => ({
    ...{ origin: row.origin, previous: Number(row.previous), refusedAt: new Date(row.refused_at) },
  }))
}

export interface RefusedHead {
  readonly origin: string
  readonly previous: number
  readonly note: string
  readonly refusedAt: Date
}
const toRefused = (row: { origin: string; previous: string; note: string; refused_at: Date }): RefusedHead => ({
  ...{ origin: row.origin, previous: Number(row.previous), note: row.note, refusedAt: new Date(row.refused_at) },
})
