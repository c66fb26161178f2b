import { type Clock, isUuid } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { answerFor } from '../domain/held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { keepersOf } from '../store/shares.ts'
import type { OpenHeld } from './open-held.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly keys: Pick<DataKeys, 'has'>
  readonly openHeld: OpenHeld
  readonly now: Clock
}

export interface ChildFacts {
  readonly minor: boolean
  readonly guardianNamed: boolean
  readonly guardianConflict: boolean
  /** Agencies of this hub that registered them, each by its own reference: whose child it is. None of who came from another hub. */
  readonly keepers: readonly { readonly agencyId: string; readonly subjectRef: string }[]
}

/** Undefined: nobody has this id, or somebody who was erased. */
export type FindChild = (subjectId: string) => Promise<ChildFacts | undefined>

export const findChild =
  ({ hub, store, keys, openHeld, now }: Deps): FindChild =>
  async subjectId => {
    if (!isUuid(subjectId) || !(await keys.has(subjectId))) return undefined
    const { held } = await openHeld(subjectId)
    const asked = { language: '', recipientHub: hub, ownHub: hub }
    const { minor, guardianNamed, guardianConflict } = answerFor(held, asked, now())
    const keepers = await store.read(reader => keepersOf(reader, { subjectId, hub }))
    return { minor, guardianNamed, guardianConflict, keepers }
  }
