import { referralEscalated } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import type { Brief } from '../domain/access.ts'
import { senderOf } from '../domain/referral.ts'
import { addNews } from '../store/news.ts'
import { callAgency } from './call-agency.ts'
import { tell } from './tell.ts'

interface Told {
  readonly referral: Brief
  readonly kind: 'supervisor' | 'no-agency-left' | 'no-agency-serves'
  /** What has run out, in the words of the log. */
  readonly deadline: 'offer-next' | 'offer-willing'
  readonly at: Date
  readonly newId: NewId
}

/** The sender's supervisor has to see to it, and it is on record that this was said. */
export async function tellSupervisor(tx: Transaction, { referral, kind, deadline, at, newId }: Told): Promise<void> {
  const { id: referralId, compartment } = referral
  const { agencyId } = senderOf(referral)
  if (kind === 'supervisor') await callAgency(tx, { referral, agencyId, kind, at })
  else await addNews(tx, { agencyId, kind, about: { referralId }, compartment, at })
  const telling = { referralId, at, newId, correlationId: newId() }
  await tell(tx, telling, referralEscalated, { referralId, deadline, kind: 'supervisor', agencyId })
}
