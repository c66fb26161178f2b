import {
  Action,
  create,
  EntrySchema,
  type ReferralAssigned,
  referralAssigned,
  timestampFromDate,
} from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { leafOf } from '../commands/append-entry.ts'
import type { TakeNumbered } from '../commands/take-numbered.ts'

/**
 * Appended before the event counts as handled. The event's id is the entry's: an event that comes twice is in the log
 * once. It may be dated long ago, when the broker was away.
 */
export const onReferralAssigned = (hub: string, take: TakeNumbered) =>
  on(
    referralAssigned,
    async (event: ReferralAssigned, { id, occurredAt, ...told }) => {
      const entry = create(EntrySchema, {
        entryId: id,
        action: Action.REFERRAL_ASSIGNED,
        source: 'referral',
        userId: event.byUserId,
        assigneeId: event.userId,
        agency: { hub, agencyId: event.agencyId },
        referralId: event.referralId,
        correlationId: told.correlationId,
        occurredAt: timestampFromDate(occurredAt),
      })
      await take([leafOf(entry)], told)
    },
    async () => {},
  )
