import { hash } from 'node:crypto'
import {
  Action,
  create,
  EntrySchema,
  type ReferralAssigned,
  referralAssigned,
  timestampFromDate,
} from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { TakeNumbered } from '../commands/take-numbered.ts'
import { enteredBy } from './entered-by.ts'

/**
 * Appended before the event counts as handled. The event's id is the entry's: an event that comes twice is in the log
 * once; what ended with it has an id that follows from it, and stands before it. It may be dated long ago, when the broker was away.
 */
export const onReferralAssigned = (hub: string, take: TakeNumbered) =>
  on(
    referralAssigned,
    async (event: ReferralAssigned, { id, occurredAt, ...told }) => {
      const { referralId, agencyId, userId, byUserId, actor, endedUserId } = event
      const { correlationId } = told
      const of = (entryId: string, action: Action, assigneeId: string) =>
        create(EntrySchema, {
          ...{ entryId, action, source: 'referral', userId: byUserId, assigneeId, agency: { hub, agencyId } },
          ...enteredBy(actor),
          ...{ referralId, correlationId, occurredAt: timestampFromDate(occurredAt) },
        })
      const endId = uuidOf(hash('sha256', `amparo/unassigned/${id}`, 'hex'))
      const ended = endedUserId === '' ? [] : [of(endId, Action.REFERRAL_UNASSIGNED, endedUserId)]
      const assigned = userId === '' ? [] : [of(id, Action.REFERRAL_ASSIGNED, userId)]
      await take([...ended, ...assigned], told)
    },
    async () => {},
  )
