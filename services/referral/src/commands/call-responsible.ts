import { referralEscalated } from '@amparo/contracts'
import { DAY_MS } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { whomToCall } from '../domain/whom-to-call.ts'
import { addNews } from '../store/news.ts'
import { onDutyAt } from '../store/rota.ts'
import { forgetSuspended, keepSuspended, lockSuspended, type Waiting } from '../store/suspended-senders.ts'
import { newsOf } from './news-of-steps.ts'
import type { Recording } from './record-steps.ts'
import { tell } from './tell.ts'

interface OfSuspended {
  readonly agencyId: string
  /** All that waits for somebody to take it over. */
  readonly waiting: readonly Waiting[]
  /** Agencies that answer for it. */
  readonly responsible: readonly string[]
}

/**
 * Those responsible hear how much waits, at once and each day until nothing does; of whom, they are not told. Recipients of this hub hear that
 * what they write back waits. True if somebody was called.
 */
export async function callResponsible(
  tx: Transaction,
  { hub, newId }: Pick<Recording, 'hub' | 'newId'>,
  { agencyId, waiting, responsible }: OfSuspended,
  at: Date,
): Promise<boolean> {
  const before = await lockSuspended(tx, agencyId)
  if (waiting.length === 0) {
    await forgetSuspended(tx, [agencyId])
    return false
  }
  const isDue = before === undefined || before.callAt <= at
  const callAt = isDue ? new Date(at.getTime() + DAY_MS) : before.callAt
  const since = before?.since ?? at
  await keepSuspended(tx, { agencyId, since, callAt, waiting: waiting.length, told: responsible })
  if (isDue) for (const told of responsible) await call(tx, told, waiting.length, at)
  if (before === undefined) await tellFirst(tx, { hub, newId }, { waiting, responsible }, at)
  return isDue
}

/** Supervisors, as far as the rota names any. */
async function call(tx: Transaction, agencyId: string, waiting: number, at: Date): Promise<void> {
  const onDuty = await onDutyAt(tx, agencyId, at)
  const users = whomToCall('supervisor', { assigned: [], onDuty }, false)
  await addNews(tx, { agencyId, kind: 'sender-suspended', about: { waiting }, compartment: false, users, at })
}

/** Of each it is on record that it was said. */
async function tellFirst(
  tx: Transaction,
  { hub, newId }: Pick<Recording, 'hub' | 'newId'>,
  { waiting, responsible }: Pick<OfSuspended, 'waiting' | 'responsible'>,
  at: Date,
): Promise<void> {
  for (const { id: referralId, compartment, to } of waiting) {
    if (to?.hub === hub) await newsOf(tx, { id: referralId, compartment }, to.agencyId, 'sender-suspended', at)
    for (const agencyId of responsible) {
      const escalated = { referralId, deadline: 'sender-suspended', kind: 'supervisor', agencyId }
      await tell(tx, { referralId, at, newId, correlationId: newId() }, referralEscalated, escalated)
    }
  }
}
