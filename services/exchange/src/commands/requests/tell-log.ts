import { encode, itemsGone, timestampFromDate, useMoved } from '@amparo/contracts'
import { actorNow } from '@amparo/observability'
import type { Run } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { otherSide } from '../../domain/requests/course.ts'
import { itemsGoneBy, type newlyGone } from '../../domain/requests/gone-back.ts'
import type { Signed, Step } from '../../domain/requests/request.ts'
import type { RequestDeps } from './deps.ts'

/** Steps about another use of what came, and the field of each that says the most. */
const ABOUT: Readonly<Record<string, string>> = {
  'ask-use': 'use',
  'permit-use': 'permitted',
  'refuse-use': 'reason',
  'ask-annex-use': 'use',
  'permit-annex-use': 'permitted',
  'refuse-annex-use': 'reason',
  'announce-exculpatory': 'when',
}

/**
 * Asked, permitted, refused or announced, by whichever side: the access log of this hub has it too. So it has of each item that it went back, was
 * destroyed, came back or did not.
 */
export function tellLog(
  tx: Transaction,
  { newId }: Pick<RequestDeps, 'newId'>,
  { id, parties }: Signed,
  course: Pick<Run<Step>, 'entries'>,
  taken: Step,
): void {
  const { step, side, data, byUser, receivedAt, number } = taken
  const field = ABOUT[step]
  for (const about of field === undefined ? itemsGoneBy(course, taken) : [String(data[field])]) {
    const meta = { id: newId(), aggregateId: id, aggregateVersion: number, occurredAt: receivedAt, correlationId: id }
    const moved = { requestId: id, step, about, by: parties[side], to: parties[otherSide(side)] }
    tx.emit(
      encode(
        useMoved,
        { ...moved, userId: byUser ?? '', ...(byUser !== undefined && { actor: actorNow(byUser) }) },
        meta,
      ),
    )
  }
}

/** What became of items, for the chains of custody of their files. */
export function tellCustody(
  tx: Transaction,
  { newId, now }: Pick<RequestDeps, 'newId' | 'now'>,
  { id, version, parties }: Signed,
  items: ReturnType<typeof newlyGone>,
): void {
  if (items.length === 0) return
  const meta = { id: newId(), aggregateId: id, aggregateVersion: version, occurredAt: now(), correlationId: id }
  tx.emit(
    encode(
      itemsGone,
      {
        requestId: id,
        holder: parties.sender,
        origin: parties.recipient,
        items: items.map(({ acts, ...item }) => ({
          ...item,
          acts: acts.map(({ act, at }) => ({ act, at: timestampFromDate(at) })),
        })),
      },
      meta,
    ),
  )
}
