import type { ReferralChanged } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { after, UPDATE_DEADLINE_MS } from '../domain/times.ts'
import type { Deps } from './deps.ts'
import { compose, queue } from './queue.ts'

/** The other party's hub hears of what was done, if it is another. The id of the event is the id of the message. */
export const queueUpdate =
  (deps: Deps) =>
  async (tx: Transaction, eventId: string, changed: ReferralChanged): Promise<void> => {
    const { referralId, by, steps, counterpart, protocolHash } = changed
    if (!counterpart || counterpart.hub === deps.hub) return
    const message = compose(
      deps,
      {
        ...{ messageId: eventId, peer: counterpart.hub, kind: 'referral_update', referralId, packageId: null },
        ...{ fromAgency: null, deadline: after(deps.now(), UPDATE_DEADLINE_MS) },
      },
      { case: 'referralUpdate', value: { referralId, steps, protocolHash, ...(by ? { by } : {}) } },
    )
    await queue(deps, tx, message)
  }
