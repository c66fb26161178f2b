import { roleOf } from './actions.ts'
import type { Party, Referral } from './referral.ts'
import { isOpen } from './status.ts'

/** A user of a party's agency who is assigned, while work is expected or under way; nobody else opens the person. */
export const mayOpen = (referral: Referral, party: Party, isAssigned: boolean): boolean =>
  roleOf(referral, party) !== undefined && isAssigned && isOpen(referral.status)
