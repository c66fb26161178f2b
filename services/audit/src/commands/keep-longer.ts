import type { Store } from '@amparo/store'
import { KEPT } from '../domain/key-names.ts'
import { type Hold, type KeepingLonger, ofPerson, reasonsToKeep } from '../domain/retention.ts'
import type { AskHeld } from '../ports/held.ts'
import { openMatters } from '../store/desk-matters.ts'
import { keepHalves, keptReasons } from '../store/kept-halves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { projectedFrom } from '../store/projection.ts'

export interface KeepLongerDeps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly keys: Pick<HalfKeys, 'draw' | 'forReading' | 'store'>
  readonly held: AskHeld
  readonly newId: () => string
}

const AT_ONCE = 500

/**
 * Puts aside what is before that leaf and has to be kept longer: of whom it is says redaction, of somebody who works an order in the settings,
 * and what is open at the desk. Can be broken off anywhere, and done again. The projection has to be up to the log.
 */
export async function keepLonger(deps: KeepLongerDeps, to: number, holds: readonly Hold[]): Promise<void> {
  const matters = await deps.store.read(openMatters)
  for (let from = 0; from < to; ) {
    const rows = await deps.store.read(reader => projectedFrom(reader, from, AT_ONCE))
    const past = rows.filter(({ index }) => index < to)
    const last = rows.at(-1)
    if (last === undefined || past.length === 0) return
    from = last.index + 1
    const refs = [...new Set(past.flatMap(({ subjectRef }) => subjectRef ?? []))]
    const keeping = { ...matters, holds, held: await deps.held(refs) }
    const because = past.flatMap(row => reasonsToKeep(row, keeping).map(reason => ({ reason, index: row.index })))
    for (const [reason, of] of Map.groupBy(because, ({ reason }) => reason))
      await keepFor(
        deps,
        reason,
        of.map(({ index }) => index),
      )
  }
}

async function keepFor({ store, keys, newId }: KeepLongerDeps, reason: string, indices: readonly number[]) {
  const key = await keys.draw(`${KEPT}${newId()}`)
  await store.run(tx => keepHalves(tx, keys, { key, reason, indices }))
}

/** Of what is kept longer, the reasons that have gone. */
export async function reasonsGone(
  { store, held }: Pick<KeepLongerDeps, 'store' | 'held'>,
  holds: readonly Hold[],
): Promise<readonly string[]> {
  const { reasons, matters } = await store.read(async reader => ({
    reasons: await keptReasons(reader),
    matters: await openMatters(reader),
  }))
  const refs = reasons.filter(isOfPerson).map(reason => reason.slice(ofPerson('').length))
  const standing = reasonsStanding({ ...matters, holds, held: await held(refs) })
  return reasons.filter(reason => !standing.has(reason))
}

const isOfPerson = (reason: string): boolean => reason.startsWith(ofPerson(''))

const reasonsStanding = ({ byEntry, subjectRefs, holds, held }: KeepingLonger): ReadonlySet<string> =>
  new Set([
    ...[...byEntry.values()].flat(),
    ...[...subjectRefs, ...held].map(ofPerson),
    ...holds.flatMap(({ user }) => (user === undefined ? [] : [`user/${user}`])),
  ])
