import { hashOf } from '@amparo/protocols'
import type { BasisRecord } from '../domain/record.ts'

/**
 * SHA-256, hex, of what a version of a basis says, as canonical JSON (RFC 8785), moments as in ISO 8601: a proof of a disclosure names it, and
 * the agency that keeps the basis can show the version that it is of. Not in it is what comes to stand beside a version without changing it: to
 * whom a vital interest has gone, when the hub of a grant last said that it stands, and what a guardian's right reaches to. The id in it is random, so nobody finds the rest by trying.
 */
export function basisHash(record: BasisRecord): string {
  const known = hashes.get(record)
  if (known !== undefined) return known
  const { boundTo: _, statusAt: __, guardianOfAdult: ___, ...version } = record
  const hash = hashOf(JSON.parse(JSON.stringify(version)))
  hashes.set(record, hash)
  return hash
}

/** Records are read once and decided by many times (`keptRecords`); none is changed in place. */
const hashes = new WeakMap<BasisRecord, string>()
