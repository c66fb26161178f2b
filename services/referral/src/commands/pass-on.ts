import type { Transaction } from '@amparo/store'
import { isSent, type Sent } from '../domain/case.ts'
import { lockCase } from '../store/cases.ts'
import { transferredBy } from '../store/links.ts'
import type { Moment, Recording } from './record-steps.ts'
import { systemStep } from './system-step.ts'

const TAKEN_ON: readonly string[] = ['accepted', 'in-progress']

/** Once a transfer has been accepted, the referral of which it is the transfer is passed on; until then its agency is in charge. */
export async function passOn(tx: Transaction, deps: Recording, after: Sent, moment: Moment): Promise<void> {
  const { referral } = after
  if (referral.from.hub !== deps.hub || !TAKEN_ON.includes(referral.status)) return
  for (const id of await transferredBy(tx, referral.id)) {
    const found = await lockCase(tx, deps.book, id)
    if (found === undefined || !isSent(found)) continue
    await systemStep(tx, deps, found, { by: 'network', side: 'sender', name: 'transferred', data: {} }, moment)
  }
}
