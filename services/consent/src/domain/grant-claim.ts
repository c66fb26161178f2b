import { type AgencyRef, type Exclusion, isSameAgency } from './agency.ts'
import type { ImportedGrant } from './submission.ts'

/** A grant as it would be imported, and what its signature says of itself. */
export interface GrantClaim {
  readonly grant: ImportedGrant
  /** Whom the person never wants to know: of this hub, and of those to which its recipient may refer them. */
  readonly excluded: readonly Exclusion[]
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
