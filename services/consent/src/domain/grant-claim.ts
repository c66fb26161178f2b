import { type AgencyRef, isSameAgency } from './agency.ts'
import type { ImportedGrant } from './submission.ts'

/** A grant as it would be imported, and what its signature says of itself. */
export interface GrantClaim {
  readonly grant: ImportedGrant
  readonly signedFor: {
    readonly referralId: string
    readonly issuer: AgencyRef
    readonly recipient: AgencyRef
    readonly onwardPermitted: boolean
  }
}

/** A grant is for one referral, one recipient and one purpose, from the agency that sent the package, to this hub. */
export function belongsTogether({ grant, signedFor }: GrantClaim, hub: string): boolean {
  return (
    grant.to.hub === hub &&
    grant.from.hub !== hub &&
    signedFor.referralId === grant.referralId &&
    isSameAgency(signedFor.issuer, grant.from) &&
    isSameAgency(signedFor.recipient, grant.to) &&
    grant.purposes.includes(grant.purpose) &&
    !signedFor.onwardPermitted
  )
}
