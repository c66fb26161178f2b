import {
  grantRefused,
  packageBuilt,
  packageRefused,
  referralChanged,
  referralReceived,
  viewOpened,
} from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Transaction } from '@amparo/store'
import type { Deps } from '../commands/deps.ts'
import { queueEvidence, queuePackage, queueUpdate } from '../commands/queue.ts'
import type { Evidence } from '../domain/delivery.ts'
import { packageMessageOf } from '../store/incoming.ts'

/** What the hub's own services make known, and what it means to another hub. */
export function subscribers(deps: Deps) {
  const state = async (tx: Transaction, referralId: string, kind: Evidence, code = '') => {
    const about = await packageMessageOf(tx, referralId)
    if (about) await queueEvidence(deps)(tx, about, kind, code)
  }
  return [
    on(packageBuilt, (built, tx, { id }) => queuePackage(deps)(tx, id, built)),
    on(referralChanged, async (changed, tx, { id }) => {
      const hub = changed.counterpart?.hub
      if (hub && hub !== deps.hub) await queueUpdate(deps)(tx, id, changed)
    }),
    on(referralReceived, ({ referralId }, tx) => state(tx, referralId, 'delivered')),
    on(packageRefused, ({ referralId, code }, tx) => state(tx, referralId, 'refused', code)),
    on(grantRefused, ({ referralId, code }, tx) => state(tx, referralId, 'refused', code)),
    on(viewOpened, ({ referralId }, tx) => state(tx, referralId, 'retrieved')),
  ]
}
