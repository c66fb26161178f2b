import type { AgencyRef } from './agency.ts'
import type { Priority, Protocol, Purpose } from './codes.ts'
import type { Considered } from './considered.ts'
import type { DisclosureRequest, Permission } from './disclosure.ts'
import type { DenialCode } from './precedence.ts'

/** A decision as it is kept: what was asked, what was looked at, by which row it was decided, and what came of it. */
export interface DecisionRecord {
  readonly decisionId: string
  readonly rule: DenialCode | 'permitted'
  readonly occasion: DisclosureRequest['occasion']
  readonly referralId: string
  /** Internal id of the person; never shown. */
  readonly subjectId: string
  /** Agency of this hub. */
  readonly askerAgency: string
  readonly userId: string | undefined
  /** The agency of this hub whose data it is; undefined: another hub's, or the asker was not entitled to ask. */
  readonly ownerAgency: string | undefined
  readonly sender: AgencyRef
  readonly recipient: AgencyRef
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose | undefined
  readonly services: number
  readonly report: boolean
  /** SHA-256, hex. */
  readonly requestHash: string
  readonly attestationHashes: readonly string[]
  readonly instrumentIds: readonly string[]
  readonly considered: readonly Considered[]
  /** Undefined: denied. */
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

export const standingIn = (
  decision: Pick<DecisionRecord, 'ownerAgency' | 'askerAgency'>,
  agencyId: string,
): Standing => {
  if (decision.ownerAgency === agencyId) return 'owner'
  return decision.askerAgency === agencyId ? 'asker' : undefined
}
