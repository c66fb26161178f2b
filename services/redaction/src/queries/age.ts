import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { answerFor } from '../domain/held.ts'
import { findShare } from '../store/shares.ts'
import type { OpenHeld } from './open-held.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly openHeld: OpenHeld
  readonly now: Clock
}

/** Undefined for a reference that no agency of this hub has. */
export type FindAge = (subjectRef: string) => Promise<{ readonly adult: boolean } | undefined>

/** By the record as it stands now, whoever filled it in: a yes or no of the hub's own, for what another hub sent as well. */
export const age =
  ({ hub, store, openHeld, now }: Deps): FindAge =>
  async subjectRef => {
    const share = await store.read(reader => findShare(reader, subjectRef))
    if (share === undefined || share.agency.hub !== hub) return undefined
    const { held } = await openHeld(share.subjectId)
    return { adult: !answerFor(held, { language: '', recipientHub: hub, ownHub: hub }, now()).minor }
  }
