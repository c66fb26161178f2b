import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { findIntake, type Intake, referralsOfIntake } from '../store/intakes.ts'

export interface IntakeProgress {
  readonly intake: Intake
  readonly referrals: readonly { readonly id: string; readonly status: string }[]
}

/** Throws no_such_intake, also to every agency but the one that opened it. */
export const getIntake =
  ({ read }: Pick<Store, 'read'>) =>
  (id: string, agencyId: string): Promise<IntakeProgress> =>
    read(async reader => {
      const intake = await findIntake(reader, id)
      if (intake?.agencyId !== agencyId) throw errors.no_such_intake()
      return { intake, referrals: await referralsOfIntake(reader, id) }
    })
