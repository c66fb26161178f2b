import { hash, randomInt } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { type Clock, type NewId, uuidOf } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { AlertPolicy } from '../domain/alerts/alert-policy.ts'
import type { Enter } from '../ports/own-log.ts'
import { unheardHashes } from '../store/half-keys.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { differedSince, holdPosition } from '../store/projection.ts'
import { checkNext, checkPosition, checkSweep } from './check-positions.ts'
import { COMPARED_AT_ONCE, type Compared, compareLeaves, type Mend } from './compare-leaves.ts'
import { judgeAgain } from './judge-again.ts'
import type { Projection } from './projection.ts'
import { tellOnce } from './tell-once.ts'

export interface CheckDeskDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<HalfKeys, 'forReading'>
  readonly projection: Projection
  readonly policy: AlertPolicy
  readonly enter: Enter
  readonly now: Clock
  readonly newId: NewId
  /** Told of each entry that could be read before, and cannot any more. */
  readonly unreadable: (of: { readonly index: number; readonly code: string }) => void
}

/** Leaves that one round goes through: of ten million each is looked at every 17 hours. */
const EACH_ROUND = 10_000
/** Where something differed, until all have been gone through: whoever changed one may have changed others. */
const HURRIED = 200_000
/** More that could be read before and cannot any more are one fault, of a key or of all keys, and stay searched as they were read. */
const MOST_UNREAD = 100
/** So many faults of one kind a round tells of; it finds the others again. */
const MOST_TOLD = 10

/**
 * A round of the comparison of what is searched and judged with the log, which alone is witnessed: the newest leaves each time, and all, from
 * one on that nobody knows ahead, again and again. What differs is an entry of the log, which a rule puts before auditors, and is made anew,
 * and judged again; so is a person's key that is gone though nobody was erased, and one that was destroyed though no erasure was heard.
 * Answers from where rules have to go again; infinity: from nowhere.
 */
export function deskChecker(deps: CheckDeskDeps): (signal: AbortSignal) => Promise<number> {
  const { store, keys, projection, policy, enter, now, newId, unreadable } = deps
  let at: number | undefined
  let hurried = 0
  /** Up to here it is known whether somebody who read has met a difference. */
  let known: number | undefined
  const compare = (first: number) => store.run(tx => compareLeaves(tx, keys, first))
  const mend = (one: Compared, what: Mend) =>
    store.run(async tx => {
      const { differing } = await compareLeaves(tx, keys, one.first, what)
      // What has been put right since it was found may have been judged before.
      return judgeAgain(tx, [...one.differing, ...differing], now())
    })
  const differs = (code: string) => enter(undefined, { entryId: newId(), action: Action.DESK_DIFFERS, code })
  const walk = async (signal: AbortSignal): Promise<Compared[]> => {
    const { next } = await store.run(holdPosition)
    const from = known
    if (from !== undefined && (await store.read(reader => differedSince(reader, from)))) hurried = next
    known = next
    const found = [await compare(Math.max(0, next - COMPARED_AT_ONCE))]
    at ??= next === 0 ? 0 : randomInt(next)
    const most = Math.min(next, hurried > 0 ? HURRIED : EACH_ROUND)
    for (let walked = 0; walked < most && !signal.aborted; ) {
      const one = await compare(at)
      found.push(one)
      walked += one.end - at
      at = one.end >= one.next ? 0 : one.end
    }
    hurried = Math.max(0, hurried - most)
    return found
  }
  return async signal => {
    await checkPosition(store, checkNext, differs)
    await projection.catchUp()
    await checkPosition(store, checkSweep({ policy, at: now() }), differs)
    const found = await walk(signal)
    const differing = [...new Set(found.flatMap(one => one.differing))].toSorted((a, b) => a - b)
    if (differing.length > 0) {
      await differs(`rows:${differing[0]}:${differing.length}`)
      hurried = Math.max(...found.map(({ next }) => next))
    }
    const unread = [...new Map(found.flatMap(one => one.unread).map(one => [one.index, one])).values()]
    const ofAll = unread.length > MOST_UNREAD
    if (ofAll) await tellUnread(deps, unread)
    else for (const one of unread) unreadable(one)
    let again = Number.POSITIVE_INFINITY
    for (const one of found)
      if (one.differing.length + (ofAll ? 0 : one.unread.length) > 0)
        again = Math.min(again, (await mend(one, ofAll ? 'changed' : 'all')) ?? again)
    await tellKeys(deps, new Map(found.flatMap(({ lostKeys }) => [...lostKeys])))
    return again
  }
}

/** Once a day. */
async function tellUnread(
  { store, enter, now }: Pick<CheckDeskDeps, 'store' | 'enter' | 'now'>,
  unread: Compared['unread'],
): Promise<void> {
  const first = Math.min(...unread.slice(0, MOST_UNREAD).map(({ index }) => index))
  const entryId = uuidOf(hash('sha256', `amparo/unread/${now().toISOString().slice(0, 10)}`, 'hex'))
  const code = `unread:${first}:${unread.length}`
  await tellOnce({ store, enter })([{ entryId, action: Action.DESK_DIFFERS, code }])
}

/** Each once. */
async function tellKeys(
  { store, enter }: Pick<CheckDeskDeps, 'store' | 'enter'>,
  lost: ReadonlyMap<number, number>,
): Promise<void> {
  const unheard = await store.read(reader => unheardHashes(reader, ALL_UNHEARD))
  const gone = [
    ...[...lost].map(([key, index]) => ({ name: `lost/${key}`, code: `lost:${index}` })),
    ...unheard.map(of => ({ name: `unheard/${of}`, code: `unheard:${of}` })),
  ].map(({ name, code }) => ({
    entryId: uuidOf(hash('sha256', `amparo/key-gone/${name}`, 'hex')),
    ...{ action: Action.KEY_GONE, code },
  }))
  await tellOnce({ store, enter })(gone, MOST_TOLD)
}

const ALL_UNHEARD = 1_000
