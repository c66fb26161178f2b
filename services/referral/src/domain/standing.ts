import { type Case, isSent, opens } from './case.ts'
import { type Party, sideOfParty } from './referral.ts'

/** A user of a party's agency who is assigned, while the state lets people be opened; nobody else opens the person. */
export const mayOpen = (found: Case, party: Party, isAssigned: boolean): boolean =>
  isAssigned &&
  sideOfParty(found.referral, party) !== undefined &&
  isSent(found) &&
  opens(found.run.protocol, found.run.state)
