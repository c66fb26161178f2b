import { randomBytes } from 'node:crypto'
import { referralTakenOver } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Store } from '@amparo/store'
import { codeNameFrom } from '../domain/code-name.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { findShare, getOrAddShare } from '../store/shares.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly openHeld: OpenHeld
}

/**
 * Whoever acts in the place of a suspended sender has the person under a name of its own: a reference of one referral, by which nothing is read,
 * and on which consent decides whether the person may be referred on.
 */
export const onReferralTakenOver = ({ hub, store, openHeld }: Deps) =>
  on(
    referralTakenOver,
    async ({ subjectRef, fromAgencyId }) => {
      const share = await store.read(reader => findShare(reader, subjectRef))
      const isSenders = share?.agency.hub === hub && share.agency.agencyId === fromAgencyId
      // Of whom was erased meanwhile nothing is left to name.
      return share && isSenders ? { subjectId: share.subjectId, key: (await openHeld(share.subjectId)).key } : undefined
    },
    async ({ referralId, agencyId, newSubjectRef: shareId }, tx, _, found) => {
      if (found === undefined) return
      const { subjectId, key } = found
      const codeName = codeNameFrom(randomBytes(16))
      await getOrAddShare(tx, { shareId, subjectId, agency: { hub, agencyId }, referralId, codeName }, key)
    },
  )
