import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { findBasis } from '../store/bases.ts'

/** For the agency that recorded it. Throws consent_not_found for everybody else, as for an id that does not exist. */
export const getBasis =
  ({ read }: Pick<Store, 'read'>) =>
  async (id: string, agencyId: string): Promise<RecordedBasis> => {
    const basis = await read(reader => findBasis(reader, id))
    if (basis?.agencyId !== agencyId) throw errors.consent_not_found()
    return basis
  }
