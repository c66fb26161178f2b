import { CLOCKS_DIFFER_MS, HOUR_MS } from '@amparo/kernel'
import { type AgencyRef, isSameAgency, type Party } from './agency.ts'
import type { Basis, Category, Priority, Protocol, Purpose } from './codes.ts'
import type { Permission, WithheldReason } from './disclosure.ts'
import type { OnwardTerms } from './onward.ts'
import type { Policy } from './policy.ts'
import type { BasisRecord } from './record.ts'

/** A referral as this hub's consent has permitted or imported it. It outranks what a question says of the referral. */
export interface Submission {
  readonly referralId: string
  readonly subjectId: string
  readonly sender: AgencyRef
  readonly recipient: Party
  readonly userId: string
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose
  /** What the permit cited. */
  readonly basisId: string
  readonly categories: readonly Category[]
}

/** The grant of a package from another hub, verified. */
export interface ImportedGrant {
  readonly grantId: string
  readonly referralId: string
  readonly packageId: string
  readonly subjectId: string
  readonly from: AgencyRef
  readonly to: AgencyRef
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose
  readonly basis: Basis
  readonly basisId: string
  readonly purposes: readonly Purpose[]
  readonly categories: readonly Category[]
  readonly codeNameOnly: boolean
  readonly reportBack: boolean
  /** Undefined: its recipient refers the person no further. */
  readonly onward: OnwardTerms | undefined
  readonly instrumentId: string
  readonly validFrom: Date
  readonly validUntil: Date
}

/** What the hub that gave a grant has said of it since. */
export interface GrantStatus {
  /** When it last said that it stands. */
  readonly asOf?: Date | undefined
  /** It was recalled, or no longer said to stand. */
  readonly endedAt?: Date | undefined
  /** It stands until another time than it says itself: what its hub awaited has come, or another basis carries it there. */
  readonly standsUntil?: Date | undefined
}

/** What a question says of a referral, where it says it. */
export interface Claim {
  readonly subjectId: string
  readonly sender: AgencyRef
  readonly recipient: AgencyRef
  readonly protocol: Protocol
  readonly purpose: Purpose | undefined
}

/** A question about a known referral must be about that referral: same person, parties, protocol and purpose. */
export const isAbout = (claim: Claim, known: Omit<Claim, 'purpose'> & { readonly purpose: Purpose }): boolean =>
  claim.subjectId === known.subjectId &&
  isSameAgency(claim.sender, known.sender) &&
  isSameAgency(claim.recipient, known.recipient) &&
  claim.protocol === known.protocol &&
  (claim.purpose === undefined || claim.purpose === known.purpose)

/** Grants of one referral are of the same person, between the same two and for the same. */
export const isOfSame = (one: ImportedGrant, other: ImportedGrant): boolean =>
  isAbout({ ...one, sender: one.from, recipient: one.to }, { ...other, sender: other.from, recipient: other.to })

/** Neither a package nor a link shows more than was permitted at submission. */
export function within(
  permission: Permission,
  categories: readonly Category[],
  policy: Policy,
  reason: WithheldReason = 'outside_consent',
): Permission {
  const beyond = permission.categories.filter(category => !categories.includes(category))
  return {
    ...permission,
    categories: permission.categories.filter(category => categories.includes(category)),
    withheld: [
      ...permission.withheld,
      ...beyond.map(category => ({
        category,
        reason,
        silent: policy.secretCategories.includes(category),
      })),
    ],
  }
}

/**
 * Whether a grant begins only later: until then nothing that is said of it afterwards would count, no recall, no list, and it would never be
 * stale. A hub gives none for later, so it is a fault or a trick.
 */
export const isAhead = ({ validFrom }: Pick<ImportedGrant, 'validFrom'>, now: Date): boolean =>
  validFrom.getTime() > now.getTime() + CLOCKS_DIFFER_MS

/** Its hub says until when it stands, and this hub's policy how long at most: what ends first (rules: Lawful basis). */
function endOf({ basis, validFrom, validUntil }: ImportedGrant, { standsUntil }: GrantStatus, { bases }: Policy): Date {
  const until = standsUntil ?? validUntil
  if (basis !== 'vital_interest') return until
  return new Date(Math.min(Number(until), validFrom.getTime() + bases.vitalInterest.endsAfterHours * HOUR_MS))
}

/** A grant is to the importing hub what a record is to the issuing one, for its one recipient. */
export const recordOfGrant = (
  grant: ImportedGrant,
  recipientType: BasisRecord['recipients'][number]['agencyType'],
  policy: Policy,
  status: GrantStatus = {},
): BasisRecord => ({
  id: grant.grantId,
  version: 1,
  basis: grant.basis,
  origin: 'grant',
  grantedBy: 'none',
  purposes: grant.purposes,
  categories: grant.categories,
  recipients: [{ hub: grant.to.hub, agencyType: recipientType, agencyId: grant.to.agencyId }],
  protocol: grant.protocol,
  oralOnly: false,
  article: undefined,
  compels: undefined,
  grantedAt: grant.validFrom,
  endsAt: endOf(grant, status, policy),
  confirmBy: undefined,
  confirmedAt: undefined,
  withdrawnAt: status.endedAt,
  statusAt: status.asOf ?? grant.validFrom,
  boundTo: undefined,
  codeNameOnly: grant.codeNameOnly,
  reportBack: grant.reportBack && grant.basis === 'consent',
  instrumentId: grant.instrumentId,
})

/**
 * A grant as that on which its recipient refers the person further: what the package brought, to those whom the consent names.
 * Undefined where it lets nobody.
 */
export function recordPassedOn(
  grant: ImportedGrant,
  to: AgencyRef,
  policy: Policy,
  status: GrantStatus,
): BasisRecord | undefined {
  const { onward } = grant
  if (onward === undefined || grant.basis !== 'consent' || grant.to.hub !== to.hub) return undefined
  const { purposes, recipients, actions } = onward
  // The instrument was for the way here.
  const further = { purposes, recipients, actions, onward: true, passedOn: true, instrumentId: undefined }
  return { ...recordOfGrant(grant, 'audit', policy, status), ...further }
}
