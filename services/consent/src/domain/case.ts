import type { Party } from './agency.ts'
import { project } from './categories.ts'
import type { DisclosureRequest, Facts, Instrument } from './disclosure.ts'
import type { Policy } from './policy.ts'
import { candidatePurposes, purposeUnder } from './purpose.ts'
import type { BasisRecord } from './record.ts'

/** A request between two agencies that the directory knows, with all that is needed to judge it. */
export interface Case {
  readonly request: DisclosureRequest
  readonly sender: Party
  readonly recipient: Party
  readonly facts: Facts
  readonly policy: Policy
  readonly now: Date
}

export const crossesBorder = ({ sender, recipient }: Pick<Case, 'sender' | 'recipient'>): boolean =>
  sender.hub !== recipient.hub

/** An organisation that is no member: less goes to it than to any agency. */
export const isOutside = ({ recipient }: Pick<Case, 'recipient'>): boolean => recipient.outside === true

const matterOf = ({ request, policy }: Case) => policy.protocols[request.protocol].matter

export const candidates = ({ request, recipient, policy }: Case) => candidatePurposes(request, recipient.type, policy)

/** In force, between these two hubs, for this kind of matter. A grant rests on the one that it names. */
export const instrumentFor = (c: Case, record: BasisRecord): Instrument | undefined =>
  c.facts.instruments
    .filter(
      ({ id, hubs, matter, validUntil }) =>
        hubs.includes(c.sender.hub) &&
        hubs.includes(c.recipient.hub) &&
        matter === matterOf(c) &&
        validUntil > c.now &&
        (record.instrumentId === undefined || record.instrumentId === id),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1))[0]

/** What a record would release in this case; undefined when it covers no purpose of it. */
export function released(record: BasisRecord, c: Case) {
  const purpose = purposeUnder(record, candidates(c))
  if (purpose === undefined) return undefined
  const matter = crossesBorder(c) ? matterOf(c) : undefined
  // By a link no name goes out, whatever was agreed: who it is, is said by phone or face to face.
  const outside = isOutside(c)
  const codeNameOnly = outside || record.codeNameOnly || record.basis === 'vital_interest'
  const limits = { record, recipient: c.recipient.type, purpose, matter, hub: c.sender.hub, outside }
  return { purpose, codeNameOnly, ...project(limits, c.policy) }
}
