import {
  Action,
  create,
  EntrySchema,
  type ReferralEscalated,
  referralEscalated,
  timestampFromDate,
} from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { TakeNumbered } from '../commands/take-numbered.ts'

/** That somebody was called, and when: whose deadline it was can be shown later. Once, as every event. */
export const onReferralEscalated = (hub: string, take: TakeNumbered) =>
  on(
    referralEscalated,
    async (event: ReferralEscalated, { id, occurredAt, ...told }) => {
      const entry = create(EntrySchema, {
        entryId: id,
        action: Action.REFERRAL_ESCALATED,
        source: 'referral',
        agency: { hub, agencyId: event.agencyId },
        referralId: event.referralId,
        code: `${event.deadline}/${event.kind}`,
        correlationId: told.correlationId,
        occurredAt: timestampFromDate(occurredAt),
      })
      await take([entry], told)
    },
    async () => {},
  )
