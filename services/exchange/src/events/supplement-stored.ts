import { supplementStored } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { statePackage } from '../commands/state-about.ts'

/** What completes an earlier package has taken its place in the vault. No referral is received by it. */
export const onSupplementStored = (state: ReturnType<typeof statePackage>) =>
  on(supplementStored, ({ fromHub, packageId }, tx) => state(tx, { fromHub, packageId }, 'delivered'))
