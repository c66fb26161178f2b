import { type Asker, sideOf } from './access.ts'
import { type Case, isOpen, isSent, opens, type Sent } from './case.ts'
import { sideOfParty } from './referral.ts'

/** Why a user of a party opens nobody; `no_party`: to them there is no such referral. */
export type Refused = 'no_party' | 'not_assigned' | 'closed' | 'over' | 'in_place'

/**
 * A user of a party's agency who is assigned, while the state lets people be opened; nobody else opens the person. Where being assigned would
 * not help, that is not what is said.
 */
export function mayOpen(found: Case, asker: Asker, isAssigned: boolean): Sent | Refused {
  if (sideOf(found.referral, asker) === undefined) return 'no_party'
  if (sideOfParty(found.referral, asker) === undefined) return 'in_place'
  if (!isSent(found)) return 'closed'
  if (!isOpen(found)) return opens(found.run.protocol, found.run.state) && isAssigned ? found : 'over'
  if (!opens(found.run.protocol, found.run.state)) return 'closed'
  return isAssigned ? found : 'not_assigned'
}
