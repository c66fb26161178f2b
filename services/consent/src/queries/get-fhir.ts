import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { type Carried, carriedOf } from '../domain/fhir/carried.ts'
import { exclusionsOn } from '../store/exclusions.ts'
import { getBasis } from './get-basis.ts'

/** Of the agency that recorded it, as `getBasis`. Throws fhir_consent_only for another basis. */
export const getFhir =
  ({ store, hub }: { readonly store: Pick<Store, 'read'>; readonly hub: string }) =>
  async (id: string, agencyId: string, now: Date): Promise<Carried> => {
    const basis = await getBasis(store)(id, agencyId)
    if (basis.record.basis !== 'consent') throw errors.fhir_consent_only()
    const excluded = await store.read(reader => exclusionsOn(reader, id))
    return carriedOf(basis, { hub, excluded, now })
  }
