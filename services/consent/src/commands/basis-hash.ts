import { hashOf } from '@amparo/protocols'
import type { BasisRecord } from '../domain/record.ts'

/**
 * SHA-256, hex, of what a version of a basis says, as canonical JSON (RFC 8785), moments as in ISO 8601: a proof of a disclosure names it, and
 * the agency that keeps the basis can show the version that it is of. Not in it is what comes to stand beside a version without changing it: to
 * whom a vital interest has gone, and when the hub of a grant last said that it stands. The id in it is random, so nobody finds the rest by trying.
 */
export function basisHash({ boundTo: _, statusAt: __, ...record }: BasisRecord): string {
  return hashOf(JSON.parse(JSON.stringify(record)))
}
