import { type Clock, isUuid } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { answerFor, type Held } from '../domain/held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { keepersOf } from '../store/shares.ts'
import { type OpenHeld, type OpenMany, ofOne } from './open-held.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly keys: Pick<DataKeys, 'has'>
  readonly openHeld: OpenHeld
  readonly now: Clock
}

export interface Childhood {
  readonly minor: boolean
  readonly guardianNamed: boolean
  readonly guardianConflict: boolean
}

export interface ChildFacts extends Childhood {
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
    const keepers = await store.read(reader => keepersOf(reader, { subjectId, hub }))
    return { ...childhoodIn(held, hub, now()), keepers }
  }

/** Of many at once, by their ids. Of whom nobody has a record there is nothing; `undefined`: theirs cannot be opened. */
export type FindChildhoods = (subjectIds: readonly string[]) => Promise<ReadonlyMap<string, Childhood | undefined>>

export const findChildhoods =
  ({ hub, open, now }: Pick<Deps, 'hub' | 'now'> & { readonly open: OpenMany }): FindChildhoods =>
  async subjectIds => {
    const held = await open([...new Set(subjectIds)].filter(isUuid))
    const found = new Map<string, Childhood | undefined>()
    for (const [id, of] of held) found.set(id, of && (await ofOne(async () => childhoodIn(of, hub, now()))))
    return found
  }

function childhoodIn(held: Held, hub: string, now: Date): Childhood {
  const asked = { language: '', recipientHub: hub, ownHub: hub }
  const { minor, guardianNamed, guardianConflict } = answerFor(held, asked, now)
  return { minor, guardianNamed, guardianConflict }
}
