import { Action, create, EntrySchema, type ReferralEnded, referralEnded, timestampFromDate } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { TakeNumbered } from '../commands/take-numbered.ts'

/** When a referral came to its end, so that who opens its person later can be asked why. Once, as every event. */
export const onReferralEnded = (take: TakeNumbered) =>
  on(
    referralEnded,
    async ({ referralId, state }: ReferralEnded, { id, occurredAt, ...told }) => {
      const entry = create(EntrySchema, {
        ...{ entryId: id, action: Action.REFERRAL_ENDED, source: 'referral', referralId, code: state },
        correlationId: told.correlationId,
        occurredAt: timestampFromDate(occurredAt),
      })
      await take([entry], told)
    },
    async () => {},
  )
