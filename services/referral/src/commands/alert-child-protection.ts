import { referralEscalated } from '@amparo/contracts'
import { AppError, type Clock, type NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Transaction, UnitOfWork } from '@amparo/store'
import { senderOf } from '../domain/referral.ts'
import type { FindOffering } from '../ports/offering.ts'
import { claimChildAlert, endChildAlert } from '../store/child-alerts.ts'
import { lockReferral } from '../store/referrals.ts'
import { messages } from './messages.ts'
import { newsOf } from './news-of-steps.ts'
import { tell } from './tell.ts'

export interface AlertDeps {
  readonly run: UnitOfWork
  readonly now: Clock
  readonly newId: NewId
  readonly hub: string
  readonly log: Log
  readonly findOffering: FindOffering
}

const AGAIN_MS = 5_000
const AUTHORITY = { services: [], minors: false, types: ['child_protection'] }

/**
 * The child-protection authorities of this hub hear that a child waits, by the referral's id and the agency to call; if there are none, the parties'
 * supervisors do. Directory is asked between two transactions: whoever dies there leaves the row, which comes up again. True if there
 * was one to make.
 */
export const alertChildProtection = (deps: AlertDeps) => async (): Promise<boolean> => {
  const { run, now, log } = deps
  const referralId = await run(tx => claimChildAlert(tx, now(), new Date(now().getTime() + AGAIN_MS)))
  if (referralId === undefined) return false
  try {
    const authorities = await deps.findOffering(AUTHORITY)
    await run(tx =>
      alert(
        tx,
        deps,
        referralId,
        authorities.map(({ agencyId }) => agencyId),
      ),
    )
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal'
    messages['referral.child_alert_delayed'](log, { referralId, code }, error)
  }
  return true
}

async function alert(
  tx: Transaction,
  { now, newId, hub }: AlertDeps,
  referralId: string,
  authorities: readonly string[],
): Promise<void> {
  const referral = await lockReferral(tx, referralId)
  if (referral === undefined || !(await endChildAlert(tx, referralId))) return
  const at = now()
  const parties = [senderOf(referral), referral.to].flatMap(party => (party?.hub === hub ? [party.agencyId] : []))
  for (const agencyId of authorities.length > 0 ? authorities : parties) {
    await newsOf(tx, referral, agencyId, authorities.length > 0 ? 'child-waits' : 'supervisor', at)
    const escalated = { referralId, deadline: 'child-waits', kind: 'alert-child-protection', agencyId }
    await tell(tx, { referralId, at, newId, correlationId: newId() }, referralEscalated, escalated)
  }
}
