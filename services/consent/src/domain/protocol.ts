import type { Party } from './agency.ts'
import type { Protocol } from './codes.ts'
import type { Policy } from './policy.ts'

/** Who may send to whom under a protocol. Data from prosecutor to prosecutor crosses a border only in criminal matters. */
export function isOpenBetween(protocol: Protocol, sender: Party, recipient: Party, policy: Policy): boolean {
  const { senders, recipients, notAcrossBordersBetween } = policy.protocols[protocol]
  if (sender.type === 'audit' || recipient.type === 'audit') return false
  if (senders !== undefined && !senders.includes(sender.type)) return false
  if (recipients !== undefined && !recipients.includes(recipient.type)) return false
  const bothBarred = [sender, recipient].every(({ type }) => notAcrossBordersBetween.includes(type))
  return !(bothBarred && sender.hub !== recipient.hub)
}
