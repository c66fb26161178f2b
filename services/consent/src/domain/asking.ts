import { type AgencyRef, isSameAgency } from './agency.ts'

export type Occasion = 'submit' | 'package' | 'view' | 'link' | 'hand_over'

/** Who asks for a decision, and for whom. */
export interface Asking {
  readonly occasion: Occasion
  /** This hub. */
  readonly hub: string
  /** As the verified token says; undefined without a token. */
  readonly caller: { readonly user: string; readonly agency: string; readonly scopes: ReadonlySet<string> } | undefined
  readonly sender: AgencyRef
  readonly recipient: AgencyRef
  /** Whose reference redaction attested. */
  readonly attested: { readonly agency: string; readonly user: string }
}

/**
 * A sender asks to submit what it has on record itself; a reader asks to view what was addressed to its agency, under its own
 * reference or the sender's; whoever hands over asks for what it keeps itself, in this hub; redaction asks, without a user, for the package of a referral that was permitted before, and for what is shown by a one-time link. Everybody
 * else asks in vain.
 */
export function mayAsk({ occasion, hub, caller, sender, recipient, attested }: Asking): boolean {
  const attestedFor = (...parties: readonly AgencyRef[]) =>
    parties.some(party => party.hub === hub && party.agencyId === attested.agency)
  if (occasion === 'package') {
    return caller === undefined && sender.hub === hub && recipient.hub !== hub && attestedFor(sender)
  }
  // Nobody can sign in for the recipient; that it is no member, the directory says.
  if (occasion === 'link')
    return caller === undefined && sender.hub === hub && recipient.hub === hub && attestedFor(sender)
  if (caller === undefined || attested.user !== caller.user) return false
  const own = { hub, agencyId: caller.agency }
  if (occasion === 'hand_over')
    return (
      isSameAgency(sender, own) && recipient.hub === hub && attestedFor(sender) && caller.scopes.has('referral:work')
    )
  return occasion === 'submit'
    ? isSameAgency(sender, own) && attestedFor(sender) && caller.scopes.has('referral:submit')
    : isSameAgency(recipient, own) && attestedFor(sender, recipient) && caller.scopes.has('view:open')
}
