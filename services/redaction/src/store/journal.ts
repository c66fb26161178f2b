import { hash } from 'node:crypto'
import {
  create,
  type Entry,
  EntrySchema,
  JournalLineSchema,
  journalWritten,
  type Signed,
  SignedSchema,
  toBinary,
} from '@amparo/contracts'
import { type SigningKey, signStatement } from '@amparo/crypto'
import { holdName, type Reader, type Transaction } from '@amparo/store'

/** As one thing for all its lines they are told: whoever takes them in has each before the next, or would miss what is only on its way. */
export const JOURNAL = 'journal'

export interface NewLine {
  readonly entry: Entry
  /** Services that did not answer. */
  readonly away: readonly string[]
  readonly at: Date
  /** The last that is remembered apart from the vault. */
  readonly noted: LastLine | undefined
}

export interface LastLine {
  readonly sequence: number
  /** SHA-256 of the payload, hex. */
  readonly hash: string
}

export interface WrittenLine extends LastLine {
  readonly signed: Signed
}

/** Undefined while nothing was ever written. */
export async function lastLine({ sql }: Pick<Reader, 'sql'>): Promise<LastLine | undefined> {
  const [row] = await sql<{ sequence: string; hash: string }>(
    'select sequence, hash from journal order by sequence desc limit 1',
  )
  return row && { sequence: Number(row.sequence), hash: row.hash }
}

export interface Lines {
  readonly first: bigint
  readonly last: bigint
}

export interface StoredLine {
  readonly sequence: number
  readonly signed: Signed
  readonly at: Date
}

/**
 * Of these, those that stand and are not on their way, without those of some numbers; the first ones first, so many at most. While a line is on
 * its way its event stands in the outbox.
 */
export async function linesAmong(
  { sql }: Pick<Reader, 'sql'>,
  ranges: readonly Lines[],
  { without, limit }: { readonly without: readonly number[]; readonly limit: number },
): Promise<StoredLine[]> {
  const rows = await sql<{ sequence: string; payload: Buffer; key_id: string; signature: Buffer; written_at: Date }>(
    // Numbers that no line can have are compared as such.
    `select sequence, payload, key_id, signature, written_at from journal j
      where exists (select from unnest($1::numeric[], $2::numeric[]) as r (first, last) where sequence between r.first and r.last)
        and sequence <> all ($3::bigint[])
        and not exists (select from outbox o where o.aggregate_id = $4 and o.type = $5 and o.aggregate_version = j.sequence)
      order by sequence limit $6`,
    [
      ranges.map(({ first }) => first),
      ranges.map(({ last }) => last),
      [...without],
      JOURNAL,
      journalWritten.type,
      limit,
    ],
  )
  return rows.map(row => ({
    ...{ sequence: Number(row.sequence), at: row.written_at },
    signed: create(SignedSchema, {
      ...{ type: 'journal.v1', keyId: row.key_id },
      ...{ payload: new Uint8Array(row.payload), signature: new Uint8Array(row.signature) },
    }),
  }))
}

/**
 * Numbers it after the last line and signs it over that one's hash. After one that is noted and stands here no more, which a restored backup of
 * the vault has lost: its number is given to no other, so that it is missed. Lines are written one after the other: who comes second waits
 * until the first has committed or is undone, so that no number is missing and none is there twice.
 */
export async function writeLine(
  tx: Transaction,
  sign: SigningKey,
  { entry, away, at, noted }: NewLine,
): Promise<WrittenLine> {
  await holdName(tx, 'journal')
  const stored = await lastLine(tx)
  const last = (noted?.sequence ?? 0) > (stored?.sequence ?? 0) ? noted : stored
  const sequence = BigInt(last?.sequence ?? 0) + 1n
  const line = {
    ...{ sequence, previous: last?.hash ?? '', away: [...away] },
    entry: toBinary(EntrySchema, create(EntrySchema, entry)),
  }
  const signed = signStatement(JournalLineSchema, line, 'journal.v1', sign)
  const own = hash('sha256', signed.payload, 'hex')
  await tx.sql(
    'insert into journal (sequence, hash, payload, key_id, signature, written_at) values ($1, $2, $3, $4, $5, $6)',
    [sequence, own, Buffer.from(signed.payload), signed.keyId, Buffer.from(signed.signature), at],
  )
  return { sequence: Number(sequence), hash: own, signed }
}
