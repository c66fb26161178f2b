import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Intake } from '../domain/intake.ts'
import { findIntake, incompleteIntakes, referralsOfIntake } from '../store/intakes.ts'

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

/** As many as one agency could ever have open at once. */
const MOST = 100

/** Those of the agency that are not complete. */
export const listIntakes =
  ({ read }: Pick<Store, 'read'>) =>
  (agencyId: string): Promise<IntakeProgress[]> =>
    read(async reader => {
      const found: IntakeProgress[] = []
      for (const intake of await incompleteIntakes(reader, agencyId, MOST))
        found.push({ intake, referrals: await referralsOfIntake(reader, intake.id) })
      return found
    })
