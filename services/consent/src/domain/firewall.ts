import type { Party } from './agency.ts'
import type { DisclosureRequest, Facts } from './disclosure.ts'
import type { Policy } from './policy.ts'

/**
 * Migration enforcement never sees help-seeking data. Whether it is that follows from who sends, under which protocol and for
 * which needs; no label that a caller sets counts (architecture: Consistency). Nor does it begin a referral for help: whoever sends
 * hears what was done for the person. What it had sent before this was so is still opened by those who help.
 */
export function breachesFirewall(
  request: DisclosureRequest,
  parties: { readonly sender: Party; readonly recipient: Party },
  facts: Pick<Facts, 'helpSeekingNeeds'>,
  policy: Policy,
): boolean {
  const { barred, assistanceAgencies, criminalProtocols } = policy.firewall
  const asksForHelp = request.occasion === 'submit' && !criminalProtocols.includes(request.protocol)
  if (asksForHelp && barred.includes(parties.sender.type)) return true
  if (!barred.includes(parties.recipient.type)) return false
  return (
    !criminalProtocols.includes(request.protocol) ||
    assistanceAgencies.includes(parties.sender.type) ||
    request.services > 0 ||
    facts.helpSeekingNeeds
  )
}
