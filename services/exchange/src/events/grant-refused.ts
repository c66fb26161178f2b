import { grantRefused } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { statePackage } from '../commands/state-about.ts'

/** Consent did not accept the grant that came in a peer's package. */
export const onGrantRefused = (state: ReturnType<typeof statePackage>) =>
  on(grantRefused, ({ fromHub, packageId, code }, tx) => state(tx, { fromHub, packageId }, 'refused', code))
