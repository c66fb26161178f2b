import { type Accredited, isSameAgency } from './agency.ts'
import { hasAny, project } from './categories.ts'
import type { Purpose } from './codes.ts'
import type { DisclosureRequest, Facts, Instrument } from './disclosure.ts'
import type { Policy } from './policy.ts'
import { candidatePurposes, purposeUnder } from './purpose.ts'
import { type BasisRecord, isStale } from './record.ts'

/** A request between two agencies that the directory knows, with all that is needed to judge it. */
export interface Case {
  readonly request: DisclosureRequest
  readonly sender: Accredited
  readonly recipient: Accredited
  readonly facts: Facts
  readonly policy: Policy
  readonly now: Date
  /** What it may be for, best first: the same for all records. */
  readonly purposes: readonly Purpose[]
  /** In force, between these two hubs, for this kind of matter; by id, those for one case last. */
  readonly instruments: readonly Instrument[]
}

/** What is the same for all records is found once. */
export function caseOf(given: Omit<Case, 'purposes' | 'instruments'>): Case {
  const { request, recipient, policy } = given
  return {
    ...given,
    purposes: candidatePurposes(request, recipient.type, policy),
    instruments: crossesBorder(given) ? instrumentsFor(given) : [],
  }
}

export const crossesBorder = ({ sender, recipient }: Pick<Case, 'sender' | 'recipient'>): boolean =>
  sender.hub !== recipient.hub

/** An organisation that is no member: less goes to it than to any agency. */
export const isOutside = ({ recipient }: Pick<Case, 'recipient'>): boolean => recipient.outside === true

/** Somebody comes to the recipient by it who is not there yet. What is read, written or handed over of a referral that it has goes on, or a date would leave people without help. */
export const isNew = ({ request: { occasion, held = false } }: Pick<Case, 'request'>): boolean =>
  occasion === 'submit' || occasion === 'import' || occasion === 'link' || (occasion === 'package' && !held)

const matterOf = ({ request, policy }: Pick<Case, 'request' | 'policy'>) => policy.protocols[request.protocol].matter

const instrumentsFor = ({ request, sender, recipient, facts, policy, now }: Omit<Case, 'purposes' | 'instruments'>) =>
  facts.instruments
    .filter(
      ({ hubs, matter, validUntil, onlyFor }) =>
        hubs.includes(sender.hub) &&
        hubs.includes(recipient.hub) &&
        matter === matterOf({ request, policy }) &&
        validUntil > now &&
        (onlyFor === undefined || (isSameAgency(onlyFor.from, sender) && isSameAgency(onlyFor.to, recipient))),
    )
    .sort(
      (one, other) =>
        Number(one.onlyFor !== undefined) - Number(other.onlyFor !== undefined) || (one.id < other.id ? -1 : 1),
    )

/** A grant rests on the one that it names, and an authorisation for one case carries nothing but its vital interest. */
export const instrumentFor = ({ instruments }: Case, record: BasisRecord): Instrument | undefined =>
  instruments.find(
    ({ id, onlyFor }) =>
      (record.instrumentId === undefined || record.instrumentId === id) &&
      (onlyFor === undefined || isItsCase(record, id, onlyFor.basisId)),
  )

const isItsCase = (
  { basis, origin, id, instrumentId }: BasisRecord,
  authorisation: string,
  basisId: string | undefined,
) => basis === 'vital_interest' && (origin === 'grant' ? instrumentId === authorisation : basisId === id)

/** What a record would release in this case; undefined when it covers no purpose of it. */
export function released(record: BasisRecord, c: Case) {
  const limits = limitsOf(record, c)
  if (limits === undefined) return undefined
  return { purpose: limits.purpose, codeNameOnly: codeNameOnly(record, c), ...project(limits, c.policy) }
}

/** Whether it would release anything: what `released` tells at length, asked of every record. */
export function releasesAny(record: BasisRecord, c: Case): boolean {
  const limits = limitsOf(record, c)
  return limits !== undefined && (codeNameOnly(record, c) || hasAny(limits, c.policy))
}

function limitsOf(record: BasisRecord, c: Case) {
  const purpose = purposeUnder(record, c.purposes)
  if (purpose === undefined) return undefined
  return {
    record,
    recipient: c.recipient.type,
    hub: c.sender.hub,
    outside: isOutside(c),
    purpose,
    matter: crossesBorder(c) ? matterOf(c) : undefined,
    stale: isSilent(record, c),
  }
}

/** By a link no name goes out, whatever was agreed: who it is, is said by phone or face to face. */
const codeNameOnly = (record: BasisRecord, c: Case): boolean =>
  isOutside(c) || record.codeNameOnly || record.basis === 'vital_interest' || isSilent(record, c)

/** The hub that granted it has said nothing of it for too long. */
const isSilent = (record: BasisRecord, { policy, now }: Case): boolean =>
  isStale(record, policy.grantStatus.staleHours, now)
