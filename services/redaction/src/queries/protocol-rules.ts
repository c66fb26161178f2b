import { Protocol } from '@amparo/contracts'
import { formsOf, type ProtocolBook } from '@amparo/protocols'

/** As a standing, a referral or a package says it. */
export interface ProtocolOf {
  /** Family. */
  readonly protocol: Protocol
  readonly protocolId: string
  readonly protocolVersion: number
}

export interface ProtocolRules {
  /** Who may not know of the referral may not know of anything that was done in it. */
  readonly compartment: boolean
  /** Those that may be answered in it. */
  readonly forms: ReadonlySet<string>
}

export type Protocols = Pick<ProtocolBook, 'get'>

/** Whoever such a referral rests on is found by nobody. */
export const isBarred = (book: Protocols, of: ProtocolOf): boolean => rulesOf(book, of).compartment

/** Of one that this hub does not have nothing is known, so nothing goes in or out. */
export function rulesOf(book: Protocols, of: ProtocolOf): ProtocolRules {
  const protocol = book.get(of.protocolId, of.protocolVersion)
  if (protocol === undefined) return { compartment: true, forms: new Set() }
  return {
    compartment: protocol.compartment || of.protocol === Protocol.WITNESS_PROTECTION,
    forms: formsOf(protocol),
  }
}
