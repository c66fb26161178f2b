import { auditActions } from '@amparo/contracts'
import type { Store, Transaction } from '@amparo/store'
import { PROJECTION_FORM, type Projected, UNREADABLE } from '../domain/projected.ts'
import { mapInTurns } from '../in-turns.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { addProjected, emptySome, holdPosition, setPosition } from '../store/projection.ts'
import { leavesFrom } from '../store/searched-leaves.ts'
import { projectLeaf } from './project-leaf.ts'

/** What is searched and judged, beside the log: made from it, and made anew from it whenever its form is another. */
export interface Projection {
  /** Brings it up to the log. Whatever reads it does this first, so that an entry that is in the log is seen; several may at once. */
  catchUp(): Promise<void>
}

interface ProjectionDeps {
  readonly store: Pick<Store, 'run'>
  readonly keys: Pick<HalfKeys, 'forReading'>
  /** Told once of each entry that cannot be read, and why. */
  readonly unreadable: (of: { readonly index: number; readonly code: string }) => void
  /** So many rows go in a transaction, where all of them go. Default: what takes a moment. */
  readonly emptiedAtOnce?: number
}

const AT_ONCE = 500
const EMPTIED_AT_ONCE = 200_000
/** Of none: it is being emptied, or was never made. */
const NO_FORM = 0
/** With another action more it is made anew too: an entry that could not be read may be one of that. */
export const FORM = 1_000 * PROJECTION_FORM + auditActions.all.length

export const projectionOf = (deps: ProjectionDeps): Projection => ({
  catchUp: async () => {
    for (;;) {
      const rows = await deps.store.run(tx => projectSome(tx, deps))
      if (rows === 'emptying') continue
      for (const { index, action, code = '' } of rows) if (action === UNREADABLE) deps.unreadable({ index, code })
      if (rows.length < AT_ONCE) return
    }
  },
})

/** The only place where entries are read out of the log to be searched. */
async function projectSome(
  tx: Transaction,
  { keys, emptiedAtOnce = EMPTIED_AT_ONCE }: Pick<ProjectionDeps, 'keys' | 'emptiedAtOnce'>,
): Promise<readonly Projected[] | 'emptying'> {
  const { form, next } = await holdPosition(tx)
  const anew = form !== FORM
  if (anew && (await emptySome(tx, emptiedAtOnce)) === emptiedAtOnce) {
    await setPosition(tx, { form: NO_FORM, next: 0 })
    return 'emptying'
  }
  const leaves = await leavesFrom(tx, keys, anew ? 0 : next, AT_ONCE)
  const rows = await mapInTurns(leaves, projectLeaf)
  await addProjected(tx, rows)
  const last = rows.at(-1)
  if (last !== undefined || anew) await setPosition(tx, { form: FORM, next: last ? last.index + 1 : 0 })
  return rows
}
