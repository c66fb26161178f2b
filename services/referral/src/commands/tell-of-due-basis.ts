import type { Transaction } from '@amparo/store'
import { lockReferral } from '../store/referrals.ts'
import { callAgency } from './call-agency.ts'

interface DueBasis {
  readonly referralIds: readonly string[]
  /** Whose basis it is. */
  readonly agencyId: string
  readonly at: Date
}

/** Its supervisors are called, once a referral. Only that something waits is told. */
export async function tellOfDueBasis(tx: Transaction, { referralIds, agencyId, at }: DueBasis): Promise<void> {
  for (const id of referralIds) {
    const referral = await lockReferral(tx, id)
    if (referral !== undefined) await callAgency(tx, { referral, agencyId, kind: 'supervisor', at })
  }
}
