import type { Coded } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import type { Sent } from '../domain/case.ts'
import { isAlarm } from '../domain/contact.ts'
import { callAgency } from './call-agency.ts'

interface Noted {
  readonly step: string
  readonly data: Readonly<Record<string, Coded>>
  /** Whose user noted it. */
  readonly agencyId: string
  readonly at: Date
}

/** The supervisor of whoever notes an attempt at contact that was not safe hears of it with it; the other agency does not see it. */
export async function callOfContact(tx: Transaction, { referral }: Sent, noted: Noted): Promise<void> {
  const { step, data, agencyId, at } = noted
  if (isAlarm(step, data)) await callAgency(tx, { referral, agencyId, kind: 'supervisor', at })
}
