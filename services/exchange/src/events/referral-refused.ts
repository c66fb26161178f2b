import { referralRefused } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { statePackage } from '../commands/state-about.ts'

/** This hub cannot receive the referral of a peer's package, by its protocol. */
export const onReferralRefused = (state: ReturnType<typeof statePackage>) =>
  on(referralRefused, ({ fromHub, packageId, code }, tx) => state(tx, { fromHub, packageId }, 'refused', code))
