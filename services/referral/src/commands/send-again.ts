import { stateOf } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import type { Sent } from '../domain/case.ts'
import { forgetDelivery, recordDelivery } from '../store/deliveries.ts'
import type { Sending } from './deps.ts'
import type { Moment, Recording } from './record-steps.ts'
import { tellSubmitted } from './tell-submitted.ts'
import { watchEmergency } from './watch-delivery.ts'

/** What had not reached another hub goes there anew when it is opened again. */
export async function sendAgain(
  tx: Transaction,
  deps: Recording,
  before: Sent,
  after: Sent,
  moment: Moment & { readonly by: Sending },
): Promise<void> {
  const { referral, run } = after
  const failed = stateOf(before.run.protocol, before.run.state).status === 'failed'
  const elsewhere = referral.from.hub === deps.hub && referral.to?.hub !== deps.hub
  if (!failed || !elsewhere || run.state !== run.protocol.start) return
  await forgetDelivery(tx, referral.id)
  await recordDelivery(tx, { referralId: referral.id, kind: 'submitted', at: moment.at })
  await watchEmergency(tx, deps, referral, moment.at)
  await tellSubmitted(tx, deps, referral, moment)
}
