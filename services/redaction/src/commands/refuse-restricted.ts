import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Party } from '../ports/decision.ts'
import { restrictedTo } from '../store/restrictions.ts'
import { isSame } from './open-case.ts'

/** Throws `identity_restricted` for an agency that is kept out until an erasure is looked at again; in an emergency too. */
export async function refuseRestricted(store: Pick<Store, 'read'>, subjectId: string, own: Party): Promise<void> {
  const only = await store.read(reader => restrictedTo(reader, subjectId))
  if (only !== undefined && !isSame(only, own)) throw errors.identity_restricted()
}
