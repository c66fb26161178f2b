import { hash } from 'node:crypto'
import { Action, create, EntrySchema, timestampFromDate, useMoved } from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import { leafOf } from '../commands/append-entry.ts'
import type { TakeNumbered } from '../commands/take-numbered.ts'
import { errors } from '../domain/errors.ts'

const ACTIONS: Readonly<Record<string, Action>> = {
  'ask-use': Action.USE_ASKED,
  'permit-use': Action.USE_PERMITTED,
  'refuse-use': Action.USE_REFUSED,
  'announce-exculpatory': Action.DEFENCE_ANNOUNCED,
}

/** That another use of what came from a state was asked for, and what its authority said, in the log of both hubs. Once: the id follows from the news. */
export const onUseMoved = (take: TakeNumbered) =>
  on(
    useMoved,
    async ({ requestId, step, about, by, to, userId }, { id, occurredAt, ...told }) => {
      const action = ACTIONS[step]
      // Its source numbers none but these.
      if (action === undefined) throw errors.log_entry_invalid()
      const entry = create(EntrySchema, {
        entryId: uuidOf(hash('sha256', id, 'hex')),
        ...{ action, source: 'exchange', referralId: requestId, userId, code: about },
        ...(by && { agency: { hub: by.hub, agencyId: by.agencyId } }),
        ...(to && { recipient: { hub: to.hub, agencyId: to.agencyId } }),
        correlationId: told.correlationId,
        occurredAt: timestampFromDate(occurredAt),
      })
      await take([leafOf(entry)], told)
    },
    async () => {},
  )
