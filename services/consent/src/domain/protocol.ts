import type { Party } from './agency.ts'
import type { Case } from './case.ts'
import type { Protocol } from './codes.ts'
import type { Policy } from './policy.ts'

/** What helps a person, and nothing of a compartment, goes to an organisation that is no member. */
export const isOpenOutside = ({ request, policy }: Pick<Case, 'request' | 'policy'>): boolean =>
  policy.protocols[request.protocol].matter === 'assistance' && request.protocol !== 'witness-protection'

/**
 * Who may send to whom under a protocol. Data from prosecutor to prosecutor crosses a border only in criminal matters; protection
 * of a witness crosses one only from programme to programme.
 */
export function isOpenBetween(protocol: Protocol, sender: Party, recipient: Party, policy: Policy): boolean {
  const { senders, recipients, notAcrossBordersBetween, acrossBordersOnlyBetween } = policy.protocols[protocol]
  const both = [sender.type, recipient.type]
  if (both.includes('audit')) return false
  if (senders !== undefined && !senders.includes(sender.type)) return false
  if (recipients !== undefined && !recipients.includes(recipient.type)) return false
  if (sender.hub === recipient.hub) return true
  if (both.every(type => notAcrossBordersBetween.includes(type))) return false
  return acrossBordersOnlyBetween === undefined || both.every(type => acrossBordersOnlyBetween.includes(type))
}
