import { packageRefused } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { statePackage } from '../commands/state-about.ts'

/** Redaction could not open a peer's package, or it was not what it should be. */
export const onPackageRefused = (state: ReturnType<typeof statePackage>) =>
  on(packageRefused, ({ fromHub, packageId, code }, tx) => state(tx, { fromHub, packageId }, 'refused', code))
