import type { AgencyRef } from './agency.ts'
import type { Priority, Protocol, Purpose } from './codes.ts'
import type { Considered } from './considered.ts'
import type { DisclosureRequest, Permission } from './disclosure.ts'
import type { DenialCode } from './precedence.ts'
import { isBarred, type ToldCode } from './told.ts'

/** What is decided by a table of its own: none of these is a referral, and each has its own answer to who may ask. */
export const APART = ['notice', 'match', 'reidentification', 'evidence', 'record'] as const
export type ApartOccasion = (typeof APART)[number]

export const isApart = (occasion: DecisionRecord['occasion']): occasion is ApartOccasion =>
  APART.some(one => one === occasion)

/** A decision as it is kept: what was asked, what was looked at, by which row it was decided, and what came of it. */
export interface DecisionRecord {
  readonly decisionId: string
  readonly rule: DenialCode | 'permitted'
  /** As whoever asked was told. */
  readonly told: ToldCode | 'permitted'
  readonly occasion: DisclosureRequest['occasion'] | ApartOccasion
  /** Of a notice, a question, or a request its own id. Undefined: of a person's own record. */
  readonly referralId: string | undefined
  /** Internal id of the person; never shown. Undefined: nobody of whom this hub knows. */
  readonly subjectId: string | undefined
  /** Agency of this hub. */
  readonly askerAgency: string
  readonly userId: string | undefined
  /** The agency of this hub whose data it is; undefined: another hub's, or the asker was not entitled to ask. */
  readonly ownerAgency: string | undefined
  readonly sender: AgencyRef
  readonly recipient: AgencyRef
  /** Undefined: it is decided by a table of its own. */
  readonly protocol: Protocol | undefined
  readonly priority: Priority | undefined
  readonly purpose: Purpose | undefined
  readonly services: number
  readonly report: boolean
  /** SHA-256, hex. */
  readonly requestHash: string
  readonly attestationHashes: readonly string[]
  readonly instrumentIds: readonly string[]
  readonly considered: Considered
  /** Undefined: denied, or a person's own record, which rests on no basis. */
  readonly permission: Kept | undefined
  readonly policyHash: string
  readonly decidedAt: Date
}

export type Kept = Pick<
  Permission,
  'basis' | 'basisId' | 'basisVersion' | 'instrumentId' | 'categories' | 'withheld' | 'codeNameOnly'
>

/** Who reads how much of a decision: all of it, what the asker was told, or nothing, as if there were none. */
export type Standing = 'owner' | 'asker' | undefined

/** Whom the rule kept it from reads what whoever asked was told, though it be the owner: the rest would tell it what it is not to know. */
export const standingIn = (decision: DecisionRecord, agencyId: string): Standing => {
  const { rule, ownerAgency, askerAgency, recipient } = decision
  if (ownerAgency === agencyId) return isBarred(rule, recipient, agencyId) ? 'asker' : 'owner'
  return askerAgency === agencyId ? 'asker' : undefined
}

type ReadScope = 'referral:read' | 'identity:custody' | 'evidence:request'

const READ_BY: Readonly<Record<ApartOccasion, ReadScope>> = {
  ...{ notice: 'referral:read', record: 'referral:read' },
  ...{ match: 'identity:custody', reidentification: 'identity:custody', evidence: 'evidence:request' },
}

/** Whose work it is, in the agencies that may read of it: whoever works cases is told of no custodian's, and the other way round. */
export const scopeToRead = ({ occasion }: Pick<DecisionRecord, 'occasion'>): ReadScope =>
  isApart(occasion) ? READ_BY[occasion] : 'referral:read'
