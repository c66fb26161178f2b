import { Action } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import type { Store, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { KEPT } from '../domain/key-names.ts'
import { type Hold, type KeepingLonger, ofPerson, peopleIn, reasonsToKeep } from '../domain/retention.ts'
import type { AskHeld } from '../ports/held.ts'
import { openMatters } from '../store/desk-matters.ts'
import { keepHalves, keptReasons } from '../store/kept-halves.ts'
import { sizeOf } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { peopleOfReferrals, projectedWithin } from '../store/projection.ts'
import { leafOf } from './append-entry.ts'
import { compareLeaves } from './compare-leaves.ts'
import { judgeAgain } from './judge-again.ts'
import { ownEntry } from './own-entry.ts'
import type { Sequencer } from './sequencer.ts'

export interface KeepLongerDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read' | 'run'>
  readonly keys: Pick<HalfKeys, 'draw' | 'forReading' | 'store'>
  readonly held: AskHeld
  readonly newId: () => string
  readonly now: Clock
  readonly sequencer: Pick<Sequencer, 'append'>
}

/**
 * Puts aside what is before that leaf and has to be kept longer: of whom it is says redaction, of somebody who works an order in the settings,
 * and what is open at the desk. Can be broken off anywhere, and done again. The projection has to be up to the log. Of whom nothing may be
 * lost is asked again at the end, and all of it done again, until no order has come meanwhile. Answers how long the log was before it was asked
 * for the last time: of an order that comes later the log has an entry from there on. Throws log_differs where rows are other than the log
 * says: what goes by them goes for good.
 */
export async function keepLonger(deps: KeepLongerDeps, to: number, holds: readonly Hold[]): Promise<number> {
  for (;;) {
    const { asked, held } = await keepOnce(deps, to, holds)
    const size = await deps.store.read(sizeOf)
    const late = [...(await deps.held([...asked]))].filter(ref => !held.has(ref))
    if (late.length === 0) return size
  }
}

/** Answers of which references it has asked, and which of them it was told. */
async function keepOnce(deps: KeepLongerDeps, to: number, holds: readonly Hold[]) {
  const matters = await deps.store.read(openMatters)
  const [asked, told] = [new Set<string>(), new Set<string>()]
  for (let from = 0; from < to; ) {
    const { past, end, differing, ofReferrals } = await deps.store.run(tx => pageFrom(deps, tx, from, to))
    if (differing.length > 0) await mend(deps, from, differing)
    from = end
    const refs = [...new Set(past.flatMap(row => peopleIn(row, ofReferrals)))]
    const held = await deps.held(refs)
    for (const ref of refs) asked.add(ref)
    for (const ref of held) told.add(ref)
    const keeping = { ...matters, holds, held }
    const because = past.flatMap(row =>
      reasonsToKeep(row, keeping, ofReferrals).map(reason => ({ reason, index: row.index })),
    )
    for (const [reason, of] of Map.groupBy(because, ({ reason }) => reason))
      await keepFor(
        deps,
        reason,
        of.map(({ index }) => index),
      )
  }
  return { asked, held: told }
}

/** Some hundred rows, each compared with its leaf in the reading that finds it. */
async function pageFrom({ keys }: KeepLongerDeps, tx: Transaction, from: number, to: number) {
  const { end, next, differing } = await compareLeaves(tx, keys, from)
  // Somebody says that it is searched less far than it was brought.
  if (next < to) throw errors.log_differs()
  const past = await projectedWithin(tx, from, Math.min(end, to))
  const alone = past.flatMap(({ subjectRef, referralId }) => (subjectRef === undefined ? (referralId ?? []) : []))
  return { past, end, differing, ofReferrals: await peopleOfReferrals(tx, [...new Set(alone)]) }
}

/** An entry first, which a rule puts before auditors; then made anew, and judged again. What has to be kept is for the next round to find. */
async function mend(
  { hub, store, keys, sequencer, now }: KeepLongerDeps,
  first: number,
  differing: readonly number[],
): Promise<never> {
  const at = now()
  const code = `rows:${differing[0]}:${differing.length}`
  const name = `amparo/pruning-differs/${code}/${at.getTime()}`
  await sequencer.append(leafOf(ownEntry({ hub, name, action: Action.DESK_DIFFERS, code, at })))
  await store.run(async tx => {
    const again = await compareLeaves(tx, keys, first, 'changed')
    await judgeAgain(tx, [...differing, ...again.differing], at)
  })
  throw errors.log_differs()
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
