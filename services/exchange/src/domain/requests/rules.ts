import type { Calendar, Protocol } from '@amparo/protocols'
import type { Asking } from './request.ts'
import type { Documents } from './sheet-parts.ts'
import type { Terms, Treaty } from './terms.ts'

/** By what requests are made, judged and carried. Nothing in it changes. */
export interface Rules {
  readonly terms: Terms
  /** What is printed of them. */
  readonly documents: Documents
  /** A working day is one of the state that owes it. */
  calendarOf(hub: string): Calendar
  /** The version under which new requests are sent. */
  readonly latest: Protocol
  /** Undefined: this hub does not have it. */
  version(version: number): Protocol | undefined
  /** SHA-256, hex, of what a treaty and a protocol say: two hubs can tell whether they mean the same. */
  hashOf(treaty: Treaty, protocol: Protocol): string
}

/** The treaty under which something is asked and the protocol by which it runs. Undefined: this hub does not have one of them. */
export function findBasis(
  { terms: { treaties }, version }: Rules,
  { treaty: code, protocolVersion }: Pick<Asking, 'treaty' | 'protocolVersion'>,
): { treaty: Treaty; protocol: Protocol } | undefined {
  const treaty = treaties.find(one => one.treaty === code)
  const protocol = version(protocolVersion)
  return treaty && protocol && { treaty, protocol }
}

/** Of a request that is here: it was taken with both, and files that are in use stay where they are. */
export function basisOf(rules: Rules, asking: Pick<Asking, 'treaty' | 'protocolVersion'>) {
  const basis = findBasis(rules, asking)
  if (basis === undefined) throw new Error('the treaty or the protocol of a request is gone')
  return basis
}
