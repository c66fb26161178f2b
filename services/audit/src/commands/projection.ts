import { EntrySchema, fromBinary } from '@amparo/contracts'
import type { Store, Transaction } from '@amparo/store'
import { PROJECTION_FORM } from '../domain/projected.ts'
import { leavesFrom } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { addProjected, emptyProjection, holdPosition, setPosition } from '../store/projection.ts'
import { projectedOf } from './projected-of.ts'

/** What is searched and judged, beside the log: made from it, and made anew from it whenever its form is another. */
export interface Projection {
  /** Brings it up to the log. Whatever reads it does this first, so that an entry that is in the log is seen; several may at once. */
  catchUp(): Promise<void>
}

const AT_ONCE = 500

export const projectionOf = ({ run }: Pick<Store, 'run'>, keys: Pick<HalfKeys, 'forReading'>): Projection => ({
  catchUp: async () => {
    while ((await run(tx => projectSome(tx, keys))) === AT_ONCE);
  },
})

/** The only place where entries are read out of the log to be searched. Answers how many it were. */
async function projectSome(tx: Transaction, keys: Pick<HalfKeys, 'forReading'>): Promise<number> {
  const { form, next } = await holdPosition(tx)
  const anew = form !== PROJECTION_FORM
  if (anew) await emptyProjection(tx)
  const leaves = await leavesFrom(tx, keys, anew ? 0 : next, AT_ONCE)
  await addProjected(
    tx,
    leaves.map(({ entry, ...place }) => projectedOf(fromBinary(EntrySchema, entry), place)),
  )
  const last = leaves.at(-1)
  if (last !== undefined || anew) await setPosition(tx, { form: PROJECTION_FORM, next: last ? last.index + 1 : 0 })
  return leaves.length
}
