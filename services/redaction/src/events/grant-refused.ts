import { grantRefused } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { type destroyPackageKey, removePackage } from '../commands/destroy-package.ts'
import { messages } from '../commands/messages.ts'

interface Deps {
  readonly destroyKey: ReturnType<typeof destroyPackageKey>
  readonly log: Log
}

/** What rests on no grant is not kept: the key first, then the rows. */
export const onGrantRefused = ({ destroyKey, log }: Deps) =>
  on(
    grantRefused,
    ({ packageId, fromHub }) => destroyKey(packageId, fromHub),
    async ({ packageId, fromHub }, tx, { correlationId }, found) => {
      if (found === undefined) return
      await removePackage(tx, found)
      messages['package.destroyed'](log, { packageId, fromHub, correlationId })
    },
  )
