import { randomBytes } from 'node:crypto'
import { type Entry, EntrySchema, toBinary } from '@amparo/contracts'
import { commitmentTo, formatProof } from '@amparo/crypto/tlog'
import { formatLeafRecord } from '../../../services/audit/src/domain/leaf-record.ts'
import { leaves, written } from './small-log.ts'

/** A log of this one entry, and its proof as the service gives it out. */
export function proofOf(entry: Entry): string {
  const bytes = toBinary(EntrySchema, entry)
  const salt = randomBytes(32)
  const [first] = leaves(4).slice(3)
  if (first === undefined) throw new RangeError('no leaf')
  const commitment = commitmentTo(bytes, salt)
  const record = { ...first, source: 'redaction', sequence: 1, actor: { ...first.actor, commitment } }
  const checkpoint =
    written({ records: [record], version: 2 })
      .get('checkpoint')
      ?.toString() ?? ''
  const base64 = (of: Uint8Array) => Buffer.from(of).toString('base64')
  const shown = { record: base64(formatLeafRecord(record)), actor: { bytes: base64(bytes), salt: base64(salt) } }
  return formatProof({ index: 0, proof: [], checkpoint, extra: Buffer.from(JSON.stringify(shown)) })
}
