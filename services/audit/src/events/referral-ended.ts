import { Action, create, EntrySchema, type ReferralEnded, referralEnded, timestampFromDate } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { leafOf } from '../commands/append-entry.ts'
import type { Sequencer } from '../commands/sequencer.ts'

/** When a referral came to its end, so that who opens its person later can be asked why. Once, as every event. */
export const onReferralEnded = (sequencer: Pick<Sequencer, 'append'>) =>
  on(
    referralEnded,
    async ({ referralId, state }: ReferralEnded, { id, occurredAt }) => {
      const entry = create(EntrySchema, {
        ...{ entryId: id, action: Action.REFERRAL_ENDED, source: 'referral', referralId, code: state },
        occurredAt: timestampFromDate(occurredAt),
      })
      await sequencer.append(leafOf(entry))
    },
    async () => {},
  )
