import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { BasisVersion } from '../domain/history.ts'
import { findBasis } from '../store/bases.ts'
import { versionsOf } from '../store/basis-versions.ts'

/** For the agency that recorded it. Throws consent_not_found for everybody else, as for an id that does not exist. */
export const getHistory =
  ({ read }: Pick<Store, 'read'>) =>
  (id: string, agencyId: string): Promise<readonly BasisVersion[]> =>
    read(async reader => {
      const basis = await findBasis(reader, id)
      if (basis?.agencyId !== agencyId) throw errors.consent_not_found()
      return versionsOf(reader, id)
    })
