import { hash } from 'node:crypto'
import { create, type Entry, EntrySchema, JournalLineSchema, type Signed, toBinary } from '@amparo/contracts'
import { type SigningKey, signStatement } from '@amparo/crypto'
import { holdName, type Reader, type Transaction } from '@amparo/store'

export interface NewLine {
  readonly entry: Entry
  /** Services that did not answer. */
  readonly away: readonly string[]
  readonly at: Date
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

/**
 * Numbers it after the last line and signs it over that one's hash. Lines are written one after the other: who comes second waits
 * until the first has committed or is undone, so that no number is missing and none is there twice.
 */
export async function writeLine(tx: Transaction, sign: SigningKey, { entry, away, at }: NewLine): Promise<WrittenLine> {
  await holdName(tx, 'journal')
  const last = await lastLine(tx)
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
