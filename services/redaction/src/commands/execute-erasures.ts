import { Action } from '@amparo/contracts'
import { type Erasure, hasLapsed, isDue, restricted } from '../domain/erasure.ts'
import { findFreeLinks } from '../queries/held.ts'
import {
  dueErasures,
  enterErasure,
  isErasureEntered,
  lockErasure,
  lockSubject,
  saveErasure,
} from '../store/erasures.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { isHeld } from '../store/legal-holds.ts'
import { restrict } from '../store/restrictions.ts'
import { type CustodyDeps, erasureCode, note, refusalOf } from './custody.ts'
import { eraseRows, lockToErase } from './erase-subject.ts'
import { messages } from './messages.ts'

export interface ExecuteDeps extends CustodyDeps {
  readonly keysDatabase: Pick<KeysDatabase, 'erase'>
}

const AT_ONCE = 50

/**
 * Does what has waited long enough. Can be broken off anywhere: what is being executed is taken up again, and each of its steps can be
 * done twice. One that fails holds up no other.
 */
export const executeErasures =
  (deps: ExecuteDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, now, log } = deps
    let last: Erasure | undefined
    do {
      const page = { now: now(), after: last, limit: AT_ONCE }
      const due = await store.read(reader => dueErasures(reader, page))
      for (const erasure of due) {
        if (signal?.aborted) return
        await one(deps, erasure).catch((error: unknown) =>
          messages['erasure.failed'](log, { erasureId: erasure.erasureId }, error),
        )
      }
      last = due.at(-1)
    } while (last !== undefined)
  }

async function one(deps: ExecuteDeps, erasure: Erasure): Promise<void> {
  const at = deps.now()
  if (hasLapsed(erasure, at, deps.delays)) return end(deps, { ...erasure, state: 'lapsed' }, erasure.state)
  if (!isDue(erasure, at)) return
  const { store } = deps
  const isEntered = await store.read(reader => isErasureEntered(reader, erasure.erasureId))
  if (isEntered || ((await begin(deps, erasure)) && (await enter(deps, erasure)))) await execute(deps, erasure)
}

/**
 * Looks once more whether anything stands against it, also where it was begun before and the log has not said so: that may have been away for
 * days. From here on it is not called back, and no hold comes in between.
 */
async function begin(deps: ExecuteDeps, erasure: Erasure): Promise<boolean> {
  const { subjectId, erasureId, shareId } = erasure
  const obstacles = await deps.findObstacles(subjectId)
  const at = deps.now()
  if (obstacles.length > 0) {
    await note(deps, { action: Action.ERASURE_REFUSED, subjectRef: shareId, code: refusalOf(obstacles) })
    await deps.store.run(async tx => {
      const found = await lockDue(deps, tx, erasure)
      if (found === undefined || (await isErasureEntered(tx, erasureId))) return
      await saveErasure(tx, restricted(found, obstacles, at), { at })
      await restrict(tx, { subjectId, erasureId, at })
    })
    return false
  }
  return deps.store.run(async tx => {
    const found = await lockDue(deps, tx, erasure)
    // One that is being placed: it stands at the next round, or has gone.
    if (found === undefined || (await isHeld(tx, subjectId))) return false
    await saveErasure(tx, { ...found, state: 'executing' }, { at })
    return true
  })
}

/** Both locked, the person first, as whoever places a hold or asks does. Undefined if it was called back or refused meanwhile. */
async function lockDue(
  { now }: ExecuteDeps,
  tx: Parameters<typeof lockErasure>[0],
  { subjectId, erasureId }: Erasure,
): Promise<Erasure | undefined> {
  await lockSubject(tx, subjectId)
  const found = await lockErasure(tx, erasureId)
  return found !== undefined && isDue(found, now()) ? found : undefined
}

/**
 * The log, then that the log has it: of what another instance refuses in between, the log says both, and nothing is destroyed. False: it was
 * refused.
 */
async function enter(deps: ExecuteDeps, erasure: Erasure): Promise<boolean> {
  const { erasureId, shareId, entryId } = erasure
  await note(deps, { action: Action.SUBJECT_ERASED, subjectRef: shareId, code: erasureCode(erasure), entryId })
  return deps.store.run(tx => enterErasure(tx, erasureId, deps.now()))
}

/** The key, then the rows: whatever is broken off, what is left opens nothing. */
async function execute(deps: ExecuteDeps, { erasureId, subjectId }: Erasure): Promise<void> {
  const { store, keysDatabase, now, log } = deps
  const freeLinks = await findFreeLinks(deps, subjectId)
  await keysDatabase.erase(subjectId)
  const recalls = await store.run(async tx => {
    await lockToErase(tx, { subjectId, freeLinks })
    const found = await lockErasure(tx, erasureId)
    if (found?.state !== 'executing') return undefined
    const at = now()
    const told = await eraseRows(tx, deps, { subjectId, erasureId, at, correlationId: erasureId, freeLinks })
    await saveErasure(tx, { ...found, state: 'executed' }, { at })
    return told
  })
  if (recalls !== undefined) messages['erasure.executed'](log, { erasureId, recalls })
}

const end = ({ store, now }: ExecuteDeps, next: Erasure, from: Erasure['state']): Promise<void> =>
  store.run(async tx => {
    const found = await lockErasure(tx, next.erasureId)
    if (found?.state === from && found.confirmedBy === undefined) await saveErasure(tx, next, { at: now() })
  })
