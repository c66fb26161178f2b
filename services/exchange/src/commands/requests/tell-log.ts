import { encode, useMoved } from '@amparo/contracts'
import { actorNow } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import { otherSide } from '../../domain/requests/course.ts'
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

/** Asked, permitted, refused or announced, by whichever side: the access log of this hub has it too. */
export function tellLog(
  tx: Transaction,
  { newId }: Pick<RequestDeps, 'newId'>,
  { id, parties }: Signed,
  { step, side, data, byUser, receivedAt, number }: Step,
): void {
  const field = ABOUT[step]
  if (field === undefined) return
  const meta = { id: newId(), aggregateId: id, aggregateVersion: number, occurredAt: receivedAt, correlationId: id }
  const moved = { requestId: id, step, about: String(data[field]), by: parties[side], to: parties[otherSide(side)] }
  tx.emit(
    encode(
      useMoved,
      { ...moved, userId: byUser ?? '', ...(byUser !== undefined && { actor: actorNow(byUser) }) },
      meta,
    ),
  )
}
