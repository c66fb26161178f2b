import { type KeyObject, randomBytes } from 'node:crypto'
import type { Store, Transaction } from '@amparo/store'
import { codeNameFrom } from '../domain/code-name.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { findShare, getOrAddShare } from '../store/shares.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly openHeld: OpenHeld
}

interface Named {
  readonly subjectId: string
  readonly key: KeyObject
}

/** Whose referral it is that another agency of this hub acts on. Undefined: not the suspended sender's, or erased meanwhile; nothing is left to name. */
export const findTakenOver =
  ({ hub, store, openHeld }: Deps) =>
  async ({ subjectRef, fromAgencyId }: { subjectRef: string; fromAgencyId: string }): Promise<Named | undefined> => {
    const share = await store.read(reader => findShare(reader, subjectRef))
    const isSenders = share?.agency.hub === hub && share.agency.agencyId === fromAgencyId
    return share && isSenders ? { subjectId: share.subjectId, key: (await openHeld(share.subjectId)).key } : undefined
  }

/**
 * Whoever acts in the place of a suspended sender has the person under a name of its own: a reference of one referral, by which nothing is read,
 * and on which consent decides whether the person may be referred on.
 */
export const nameForSuccessor =
  ({ hub }: Pick<Deps, 'hub'>) =>
  (
    tx: Transaction,
    { referralId, agencyId, shareId }: { referralId: string; agencyId: string; shareId: string },
    { subjectId, key }: Named,
  ): Promise<unknown> => {
    const codeName = codeNameFrom(randomBytes(16))
    return getOrAddShare(tx, { shareId, subjectId, agency: { hub, agencyId }, referralId, codeName }, key)
  }
