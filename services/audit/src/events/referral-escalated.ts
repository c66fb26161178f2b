import {
  Action,
  create,
  EntrySchema,
  type ReferralEscalated,
  referralEscalated,
  timestampFromDate,
} from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { leafOf } from '../commands/append-entry.ts'
import type { Sequencer } from '../commands/sequencer.ts'

/** That somebody was called, and when: whose deadline it was can be shown later. Once, as every event. */
export const onReferralEscalated = (hub: string, sequencer: Pick<Sequencer, 'append'>) =>
  on(
    referralEscalated,
    async (event: ReferralEscalated, { id, occurredAt }) => {
      const entry = create(EntrySchema, {
        entryId: id,
        action: Action.REFERRAL_ESCALATED,
        source: 'referral',
        agency: { hub, agencyId: event.agencyId },
        referralId: event.referralId,
        code: `${event.deadline}/${event.kind}`,
        occurredAt: timestampFromDate(occurredAt),
      })
      await sequencer.append(leafOf(entry))
    },
    async () => {},
  )
