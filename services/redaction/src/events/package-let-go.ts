import { grantRefused, referralRefused } from '@amparo/contracts'
import { type EventContext, on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import { type destroyPackageKey, removePackage, type TakenIn } from '../commands/destroy-package.ts'
import { messages } from '../commands/messages.ts'

interface Deps {
  readonly destroyKey: ReturnType<typeof destroyPackageKey>
  readonly log: Log
}

interface Refused {
  readonly packageId: string
  readonly fromHub: string
}

/** What rests on no grant, or on a referral that this hub cannot receive, is not kept: the key first, then the rows. */
export function onPackageLetGo({ destroyKey, log }: Deps) {
  const destroy = ({ packageId, fromHub }: Refused) => destroyKey(packageId, fromHub)
  const remove = async (
    { packageId, fromHub }: Refused,
    tx: Transaction,
    { correlationId }: EventContext,
    found: TakenIn | undefined,
  ) => {
    if (found === undefined) return
    await removePackage(tx, found)
    messages['package.destroyed'](log, { packageId, fromHub, correlationId })
  }
  return [on(grantRefused, destroy, remove), on(referralRefused, destroy, remove)]
}
