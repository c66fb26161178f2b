import { type ForWhom, unservedFor } from '@amparo/contracts'
import { type Clock, isUuid } from '@amparo/kernel'
import type { DataKeys } from '../store/data-keys.ts'
import { describedOf } from './described.ts'
import type { OpenHeld } from './open-held.ts'

interface Deps {
  readonly hub: string
  readonly keys: Pick<DataKeys, 'has'>
  readonly openHeld: OpenHeld
  readonly now: Clock
}

/** Whether each of them is for this person, in the order asked. Undefined: nobody has this id, or somebody who was erased. */
export type FindServed = (subjectId: string, forWhom: readonly ForWhom[]) => Promise<readonly boolean[] | undefined>

export const findServed =
  ({ hub, keys, openHeld, now }: Deps): FindServed =>
  async (subjectId, forWhom) => {
    if (!isUuid(subjectId) || !(await keys.has(subjectId))) return undefined
    const { held } = await openHeld(subjectId)
    const person = describedOf(held, hub, now())
    return forWhom.map(stated => unservedFor(stated, person).length === 0)
  }
