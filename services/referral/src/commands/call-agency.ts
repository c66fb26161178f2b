import type { Transaction } from '@amparo/store'
import { whomToCall } from '../domain/whom-to-call.ts'
import { assignedOf } from '../store/assignments.ts'
import { addNews } from '../store/news.ts'
import { onDutyAt } from '../store/rota.ts'

interface Calling {
  readonly referral: { readonly id: string; readonly compartment: boolean }
  /** Of this hub. */
  readonly agencyId: string
  readonly kind: 'remind' | 'supervisor' | 'phone'
  readonly at: Date
}

/** News of an agency that somebody must act, for whoever has the referral or is on duty now. */
export async function callAgency(tx: Transaction, { referral, agencyId, kind, at }: Calling): Promise<void> {
  const { id: referralId, compartment } = referral
  const assigned = await assignedOf(tx, referralId, agencyId)
  const onDuty = await onDutyAt(tx, agencyId, at)
  const users = whomToCall(kind, { assigned, onDuty }, compartment)
  await addNews(tx, { agencyId, kind, about: { referralId }, compartment, users, at })
}
