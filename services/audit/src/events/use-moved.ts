import { hash } from 'node:crypto'
import {
  Action,
  type Actor,
  type AgencyRef,
  create,
  EntrySchema,
  timestampFromDate,
  useMoved,
  usesMoved,
} from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { TakeNumbered } from '../commands/take-numbered.ts'
import { errors } from '../domain/errors.ts'
import { enteredBy } from './entered-by.ts'

const ACTIONS: Readonly<Record<string, Action>> = {
  'ask-use': Action.USE_ASKED,
  'ask-permission': Action.USE_ASKED,
  'permit-use': Action.USE_PERMITTED,
  'refuse-use': Action.USE_REFUSED,
  'ask-annex-use': Action.USE_ASKED,
  'permit-annex-use': Action.USE_PERMITTED,
  'refuse-annex-use': Action.USE_REFUSED,
  'announce-exculpatory': Action.DEFENCE_ANNOUNCED,
  'return-items': Action.ITEM_RETURNED,
  'destroy-items': Action.ITEM_DESTROYED,
  'confirm-return': Action.ITEM_CAME_BACK,
  'deny-return': Action.ITEM_NOT_RETURNED,
  'open-contact': Action.CONTACT_OPENED,
  'close-contact': Action.CONTACT_CLOSED,
}

interface Moved {
  /** Of the referral, or of the request for evidence. */
  readonly about: string
  readonly step: string
  readonly code: string
  readonly by?: AgencyRef | undefined
  readonly to?: AgencyRef | undefined
  readonly userId: string
  readonly actor?: Actor | undefined
}
type Told = Parameters<TakeNumbered>[1] & {
  readonly id: string
  readonly correlationId: string
  readonly occurredAt: Date
}

async function enter(
  take: TakeNumbered,
  { about, step, code, by, to, userId, actor }: Moved,
  context: Told,
): Promise<void> {
  const { id, occurredAt, ...told } = context
  const action = ACTIONS[step]
  // Its source numbers none but these.
  if (action === undefined) throw errors.log_entry_invalid()
  const entry = create(EntrySchema, {
    entryId: uuidOf(hash('sha256', id, 'hex')),
    ...{ action, source: told.source, referralId: about, userId, code },
    ...enteredBy(actor),
    ...(by && { agency: { hub: by.hub, agencyId: by.agencyId } }),
    ...(to && { recipient: { hub: to.hub, agencyId: to.agencyId } }),
    correlationId: told.correlationId,
    occurredAt: timestampFromDate(occurredAt),
  })
  await take([entry], told)
}

/**
 * That another use of what came from a state was asked for, and what its authority said; that an item went back, was destroyed, came back or did not: in the
 * log of both hubs. Once: the id follows from the news.
 */
export const onUseMoved = (take: TakeNumbered) =>
  on(
    useMoved,
    ({ requestId, about, ...moved }, context) => enter(take, { ...moved, about: requestId, code: about }, context),
    async () => {},
  )

/** The same of what came with a referral. */
export const onUsesMoved = (take: TakeNumbered) =>
  on(
    usesMoved,
    ({ referralId, about, ...moved }, context) => enter(take, { ...moved, about: referralId, code: about }, context),
    async () => {},
  )
