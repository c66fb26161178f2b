import type { RequestStanding } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { errors } from '../../domain/request-errors.ts'
import type { Party } from '../../ports/decision.ts'

/** What an agency is to a request, by the page that shows it the request, or that it may write in contact. */
type Found = RequestStanding | undefined

/** For a party that reads it. Throws `not_found` to whoever is none, `request_contact_only` to whoever executes it. */
export function asReader(standing: Found): RequestStanding {
  if (standing === undefined) throw httpErrors.not_found()
  if (standing.role === 'contact') throw errors.request_contact_only()
  return standing
}

/** For its drafter; to other parties `request_drafter_only`. */
export function asDrafter(found: Found): RequestStanding {
  const standing = asReader(found)
  if (standing.role !== 'drafter') throw errors.request_drafter_only()
  return standing
}

/** For the central authority of either state; to other parties `request_authority_only`. */
export function asAuthority(found: Found): RequestStanding {
  const standing = asReader(found)
  if (standing.role !== 'sender' && standing.role !== 'recipient') throw errors.request_authority_only()
  return standing
}

/**
 * To whom a letter goes: the central authority of the other state. Whoever does not draft has the scope of deciding, or hears `not_found`, as
 * without the scope of any route. Throws `request_not_signed`.
 */
export function letterTo(found: Found, { mayDecide }: { readonly mayDecide: boolean }): Party {
  const { role, sender, recipient } = asReader(found)
  if (role !== 'drafter' && !mayDecide) throw httpErrors.not_found()
  return known(role === 'recipient' ? sender : recipient)
}

/**
 * The agency that executes it begins, by leave of its own central authority; whoever leads the case answers. Throws `not_found` to whoever is no
 * party, `request_contact_of_others`, `request_not_signed`.
 */
export function contactTo(standing: Found): Party {
  if (standing === undefined) throw httpErrors.not_found()
  const { role, sender, recipient } = standing
  if (role !== 'contact' && role !== 'drafter') throw errors.request_contact_of_others()
  return known(role === 'contact' ? sender : recipient)
}

function known(other: Party | undefined): Party {
  if (other === undefined) throw errors.request_not_signed()
  return { hub: other.hub, agencyId: other.agencyId }
}
