import { referralEscalated } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import type { Brief } from '../domain/access.ts'
import { addNews } from '../store/news.ts'
import { tell } from './tell.ts'

interface Told {
  readonly referral: Brief
  readonly at: Date
  readonly newId: NewId
  readonly hub: string
}

/** No suitable agency is left to ask: the sender's supervisor has to find one. */
export async function tellNobodyLeft(tx: Transaction, { referral, at, newId }: Told): Promise<void> {
  const { id: referralId, from, compartment } = referral
  const { agencyId } = from
  await addNews(tx, { agencyId, kind: 'no-agency-left', about: { referralId }, compartment, at })
  const telling = { referralId, at, newId, correlationId: newId() }
  await tell(tx, telling, referralEscalated, { referralId, deadline: 'offer-next', kind: 'supervisor', agencyId })
}
