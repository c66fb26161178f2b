import type { Reader, Store } from '@amparo/store'
import { KEPT } from '../domain/key-names.ts'
import { type Hold, type KeepingLonger, ofPerson, peopleIn, reasonsToKeep } from '../domain/retention.ts'
import type { AskHeld } from '../ports/held.ts'
import { openMatters } from '../store/desk-matters.ts'
import { keepHalves, keptReasons } from '../store/kept-halves.ts'
import { sizeOf } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { peopleOfReferrals, projectedFrom } from '../store/projection.ts'

export interface KeepLongerDeps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly keys: Pick<HalfKeys, 'draw' | 'forReading' | 'store'>
  readonly held: AskHeld
  readonly newId: () => string
}

const AT_ONCE = 500

/**
 * Puts aside what is before that leaf and has to be kept longer: of whom it is says redaction, of somebody who works an order in the settings,
 * and what is open at the desk. Can be broken off anywhere, and done again. The projection has to be up to the log. Of whom nothing may be
 * lost is asked again at the end, and all of it done again, until no order has come meanwhile. Answers how long the log was before it was asked
 * for the last time: of an order that comes later the log has an entry from there on.
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
    const { past, last, ofReferrals } = await deps.store.read(reader => pageFrom(reader, from, to))
    if (last === undefined || past.length === 0) break
    from = last.index + 1
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

async function pageFrom(reader: Reader, from: number, to: number) {
  const rows = await projectedFrom(reader, from, AT_ONCE)
  const past = rows.filter(({ index }) => index < to)
  const alone = past.flatMap(({ subjectRef, referralId }) => (subjectRef === undefined ? (referralId ?? []) : []))
  return { past, last: rows.at(-1), ofReferrals: await peopleOfReferrals(reader, [...new Set(alone)]) }
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
