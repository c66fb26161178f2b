import type { Transaction } from '@amparo/store'
import { type Case, columnsOf, type Sent } from '../domain/case.ts'
import { concerns, isOutcome } from '../domain/passed-on.ts'
import { isWithinOneHub } from '../domain/referral.ts'
import { wantTold } from '../store/across.ts'
import { earlierOf } from '../store/passed-on.ts'
import { newsOf } from './news-of-steps.ts'

/**
 * Whoever is a party of the referral from which this one follows hears that it was taken on, declined or ended; by the first one's id. A
 * sender in another hub is told of each change, by its own hub.
 */
export async function tellEarlier(tx: Transaction, before: Case, after: Sent, hub: string, at: Date): Promise<void> {
  const was = before.run && columnsOf(before.run).status
  const { status } = columnsOf(after.run)
  if (was === status) return
  for (const earlier of await earlierOf(tx, after.referral.id)) {
    if (earlier.kind === 'sub-referral' && !isWithinOneHub(earlier)) await wantTold(tx, earlier.id)
    if (!isOutcome(was, status)) continue
    const parties = [
      { side: 'sender', party: earlier.from } as const,
      { side: 'recipient', party: earlier.to } as const,
    ]
    for (const { side, party } of parties)
      if (party?.hub === hub && concerns(earlier.kind, side))
        await newsOf(tx, earlier, party.agencyId, 'linked-changed', at)
  }
}
