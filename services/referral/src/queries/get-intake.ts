import { readPage, type Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Intake } from '../domain/intake.ts'
import {
  findIntake,
  type InIntake,
  type IntakePosition,
  incompleteIntakes,
  referralsOfIntakes,
} from '../store/intakes.ts'

export interface IntakeProgress {
  readonly intake: Intake
  readonly referrals: readonly InIntake[]
}

/** Throws no_such_intake, also to every agency but the one that opened it. */
export const getIntake =
  ({ read }: Pick<Store, 'read'>) =>
  (id: string, agencyId: string): Promise<IntakeProgress> =>
    read(async reader => {
      const intake = await findIntake(reader, id)
      if (intake?.agencyId !== agencyId) throw errors.no_such_intake()
      return { intake, referrals: (await referralsOfIntakes(reader, [id])).get(id) ?? [] }
    })

interface Filter {
  readonly agencyId: string
  readonly after: IntakePosition | undefined
  readonly limit: number
}

/** One page of those of the agency that are not complete. */
export const listIntakes =
  ({ read }: Pick<Store, 'read'>) =>
  (filter: Filter): Promise<{ items: IntakeProgress[]; next: IntakePosition | undefined }> =>
    read(async reader => {
      const page = await readPage(filter.limit, limit => incompleteIntakes(reader, { ...filter, limit }))
      const referrals = await referralsOfIntakes(
        reader,
        page.items.map(({ id }) => id),
      )
      const items = page.items.map(intake => ({ intake, referrals: referrals.get(intake.id) ?? [] }))
      return { items, next: page.last }
    })
