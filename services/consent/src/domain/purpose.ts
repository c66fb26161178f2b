import type { AgencyType, Protocol, Purpose } from './codes.ts'
import type { Policy } from './policy.ts'

/**
 * What a referral may be for, best first: the purpose that the request states, or else what the protocol prefers among the
 * purposes of the recipient's mandate. Empty when the protocol has nothing for such a recipient.
 */
export function candidatePurposes(
  { purpose, protocol }: { readonly purpose: Purpose | undefined; readonly protocol: Protocol },
  recipient: AgencyType,
  policy: Policy,
): readonly Purpose[] {
  if (purpose !== undefined) return [purpose]
  const mandate = policy.mandates[recipient].purposes
  return policy.protocols[protocol].preference.filter(preferred => mandate.includes(preferred))
}

/** The first candidate that the basis covers. */
export const purposeUnder = (
  record: { readonly purposes: readonly Purpose[] },
  candidates: readonly Purpose[],
): Purpose | undefined => candidates.find(candidate => record.purposes.includes(candidate))
