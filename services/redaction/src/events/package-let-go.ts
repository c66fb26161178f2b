import { grantRefused, referralRefused } from '@amparo/contracts'
import { type EventContext, on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import type { destroyPackage, LetGo } from '../commands/destroy-package.ts'
import { messages } from '../commands/messages.ts'

interface Deps {
  readonly destroy: ReturnType<typeof destroyPackage>
  readonly log: Log
}

/** What rests on no grant, or on a referral that this hub cannot receive, is not kept: the key first, then the rows. */
export function onPackageLetGo({ destroy, log }: Deps) {
  const letGo = async (refused: LetGo, tx: Transaction, { correlationId }: EventContext) => {
    if (!(await destroy(tx, refused))) return
    const { packageId, fromHub } = refused
    messages['package.destroyed'](log, { packageId, fromHub, correlationId })
  }
  return [on(grantRefused, letGo), on(referralRefused, letGo)]
}
