import type { Exclusion, Recipient } from '../agency.ts'
import { AGENCY_TYPES } from '../codes.ts'

/** An agency, a kind of agency, an officer, or a whole hub: what is not said is absent. */
export type PartyId = Exclusion

/** `XA:shelter`, `XA:shelter:<agency>`, `XA::<agency>`, `XA:::<officer>`. None of the parts can hold a colon. */
export const writeParty = ({ hub, agencyType, agencyId, userId }: PartyId): string =>
  [hub, agencyType, agencyId, userId].join(':').replace(/:+$/, '')

/** Undefined: it is not one of ours. */
export function readParty(text: string): PartyId | undefined {
  const [hub = '', kind = '', agencyId = '', userId = '', ...more] = text.split(':')
  const agencyType = AGENCY_TYPES.find(known => known === kind)
  if (hub === '' || more.length > 0 || (kind !== '' && agencyType === undefined)) return undefined
  return { hub, ...(agencyType && { agencyType }), ...(agencyId && { agencyId }), ...(userId && { userId }) }
}

/** Undefined: no kind is said, or it is an officer. */
export function recipientOf({ hub, agencyType, agencyId, userId }: PartyId): Recipient | undefined {
  if (agencyType === undefined || userId !== undefined) return undefined
  return { hub, agencyType, ...(agencyId && { agencyId }) }
}

/** What FHIR calls it. */
export const typeOfParty = ({ agencyId, userId }: PartyId): 'Practitioner' | 'Organization' | 'Group' => {
  if (userId !== undefined) return 'Practitioner'
  return agencyId === undefined ? 'Group' : 'Organization'
}

export const isSameParty = (one: PartyId, other: PartyId): boolean => writeParty(one) === writeParty(other)
