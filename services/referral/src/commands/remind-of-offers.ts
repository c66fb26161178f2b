import type { Clock, NewId } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import { findBrief } from '../store/briefs.ts'
import { takeUnused } from '../store/offers.ts'
import { tellSupervisor } from './tell-supervisor.ts'

interface ReminderDeps {
  readonly run: UnitOfWork
  readonly now: Clock
  readonly newId: NewId
}

/** An agency has said that it is willing, and nobody has sent it anything: the sender's supervisor hears. True if there was one. */
export const remindOfOffer =
  ({ run, now, newId }: ReminderDeps) =>
  (): Promise<boolean> =>
    run(async tx => {
      const at = now()
      const referralId = await takeUnused(tx, at)
      if (referralId === undefined) return false
      const referral = await findBrief(tx, referralId)
      if (referral) await tellSupervisor(tx, { referral, kind: 'supervisor', deadline: 'offer-willing', at, newId })
      return true
    })
