import { referralReceived } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { statePackage } from '../commands/state-about.ts'

/** The referral of a peer's package stands in an agency's inbox: only now is the package delivered. */
export const onReferralReceived = (state: ReturnType<typeof statePackage>) =>
  on(referralReceived, ({ fromHub, packageId }, tx) => state(tx, { fromHub, packageId }, 'delivered'))
