import { type Package, Protocol } from '@amparo/contracts'
import { formsOf, hashOf, type ProtocolBook } from '@amparo/protocols'
import type { Reader } from '@amparo/store'
import { protocolsOn } from '../store/known-referrals.ts'

/** As a standing, a referral or a package says it. */
export interface ProtocolOf {
  /** Family. */
  readonly protocol: Protocol
  readonly protocolId: string
  readonly protocolVersion: number
  /** What `referral` says of a version whose file is not here any more; absent: it was not asked. */
  readonly compartment?: boolean | undefined
  readonly forms?: readonly string[]
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

/** Whoever is referred in one is found, and opened alone, by nobody, whichever referral is asked about, or which record of theirs. */
export async function isInCompartment(book: Protocols, reader: Reader, subjectId: string): Promise<boolean> {
  const protocols = await protocolsOn(reader, subjectId)
  return protocols.some(protocol => isBarred(book, protocol))
}

/** Of one of which neither this hub's files nor `referral` say anything nothing is known, so nothing goes in or out. */
export function rulesOf(book: Protocols, of: ProtocolOf): ProtocolRules {
  const protocol = book.get(of.protocolId, of.protocolVersion)
  const { compartment = true } = protocol ?? of
  return {
    compartment: compartment || of.protocol === Protocol.WITNESS_PROTECTION,
    forms: protocol === undefined ? new Set(of.forms) : formsOf(protocol),
  }
}

/** Whether whoever sends under it says the handling code and the evaluation of each item. */
export const isEvaluated = (book: Protocols, { protocolId, protocolVersion }: Omit<ProtocolOf, 'protocol'>): boolean =>
  book.get(protocolId, protocolVersion)?.evaluated === true

/** Whether its recipient may ask to use what was sent otherwise. */
export const asksPermission = (
  book: Protocols,
  { protocolId, protocolVersion }: Omit<ProtocolOf, 'protocol'>,
): boolean => book.get(protocolId, protocolVersion)?.steps['ask-permission'] !== undefined

/** Whether this hub means the same by the version of a package's protocol. Of one that it does not have, `referral` tells the sender. */
export function isMeant(
  book: Pick<ProtocolBook, 'get'>,
  { protocolId, protocolVersion, protocolHash }: Pick<Package, 'protocolId' | 'protocolVersion' | 'protocolHash'>,
): boolean {
  const protocol = book.get(protocolId, protocolVersion)
  return protocol === undefined || protocolHash === '' || protocolHash === hashOf(protocol)
}
