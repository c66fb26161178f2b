import {
  Action,
  create,
  EntrySchema,
  type ReferralTakenOver,
  referralTakenOver,
  timestampFromDate,
} from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { TakeNumbered } from '../commands/take-numbered.ts'

/** Who acts in the place of a sender that is suspended, and since when. By the jurisdiction's statement: no user did it. */
export const onReferralTakenOver = (hub: string, take: TakeNumbered) =>
  on(
    referralTakenOver,
    async (event: ReferralTakenOver, { id, occurredAt, ...told }) => {
      const entry = create(EntrySchema, {
        entryId: id,
        action: Action.REFERRAL_TAKEN_OVER,
        source: 'referral',
        agency: { hub, agencyId: event.agencyId },
        recipient: { hub, agencyId: event.fromAgencyId },
        referralId: event.referralId,
        correlationId: told.correlationId,
        occurredAt: timestampFromDate(occurredAt),
      })
      await take([entry], told)
    },
    async () => {},
  )
