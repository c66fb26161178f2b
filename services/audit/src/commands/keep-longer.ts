import type { Store, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { KEPT } from '../domain/key-names.ts'
import { type Hold, type KeepingLonger, ofPerson, peopleIn, peopleOf, reasonsToKeep } from '../domain/retention.ts'
import type { AskHeld } from '../ports/held.ts'
import { openMatters } from '../store/desk-matters.ts'
import { keepHalves, keptReasons } from '../store/kept-halves.ts'
import { sizeOf } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { holdPosition, projectedOfReferrals, projectedWithin } from '../store/projection.ts'
import { compareLeaves } from './compare-leaves.ts'
import { compareRows } from './compare-rows.ts'
import { type MendDeps, mendRows } from './mend-rows.ts'
import { FORM } from './projection.ts'

export interface KeepLongerDeps extends MendDeps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly keys: Pick<HalfKeys, 'draw' | 'forReading' | 'store'>
  readonly held: AskHeld
  readonly newId: () => string
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
    if (differing.length > 0) await mendRows(deps, differing)
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

/** Some hundred rows, and those that say whose a referral is, each compared with its leaf in the reading that finds it. */
async function pageFrom({ keys }: KeepLongerDeps, tx: Transaction, from: number, to: number) {
  const { form } = await holdPosition(tx)
  const { end, next, differing } = await compareLeaves(tx, keys, from)
  // Another release is about to make all of it anew, and nothing was compared; or somebody says that it is searched less far than it was brought.
  if (form !== FORM || next < to) throw errors.log_differs()
  const past = await projectedWithin(tx, from, Math.min(end, to))
  const alone = past.flatMap(({ subjectRef, referralId }) => (subjectRef === undefined ? (referralId ?? []) : []))
  const rows = await projectedOfReferrals(tx, [...new Set(alone)])
  const others = await compareRows(tx, keys, rows)
  const all = new Set([...differing, ...others.differing])
  return { past, end, differing: [...all].toSorted((a, b) => a - b), ofReferrals: peopleOf(rows) }
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
