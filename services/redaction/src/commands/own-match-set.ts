import { hash, randomBytes } from 'node:crypto'
import { setImmediate as rest } from 'node:timers/promises'
import { generateDataKey, type PoprfKey, poprf } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import { type Store, storeErrors } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { answerFor, mayFear } from '../domain/held.ts'
import { publicInput } from '../domain/matching/epoch.ts'
import type { KeyList } from '../domain/matching/key-list.ts'
import { MOST_ENTRIES, packSet } from '../domain/matching/match-set.ts'
import { matchTextsOf } from '../domain/matching/match-texts.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { addOwnSet, answerable, changedMembers, findOwnSet, isAnyBarred, type Member } from '../store/match-sets.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'create' | 'get' | 'has'>
  readonly keysDatabase: Pick<KeysDatabase, 'drop'>
  readonly openHeld: OpenHeld
  readonly matchKeys: KeyList
  readonly now: Clock
  readonly newId: NewId
}

export interface MatchSet {
  readonly key: PoprfKey
  readonly info: Uint8Array
  readonly entries: Uint8Array
  readonly sha256: string
}

const AT_ONCE = 50
/** Of one person, so that nobody fills the set. */
const MOST_TEXTS = 64

interface Of {
  readonly peer: string
  readonly epoch: string
}

/**
 * This hub's set for one other hub and one epoch, made at its first question: every key of every person whom that hub may be told to be known
 * here, evaluated with a key of this pair and epoch alone. Throws match_set_too_large; database_unavailable where another instance was quicker, to be
 * tried again with the set that it made.
 */
export const ownMatchSet =
  (deps: Deps) =>
  async ({ peer, epoch }: Of): Promise<MatchSet> => {
    const { hub, store, keys, keysDatabase, now, newId } = deps
    const info = publicInput(peer, hub, epoch)
    const found = await store.read(reader => findOwnSet(reader, { peer, epoch }))
    if (found !== undefined) {
      const { entries, sha256, keyId } = found
      return { key: poprfKey(info, (await keys.get(keyId)).export()), info, entries, sha256 }
    }
    const [keyId, seed] = [newId(), generateDataKey()]
    const key = poprfKey(info, seed.export())
    const { outputs, members } = await evaluated(deps, { peer, key, info })
    const entries = packSet(outputs, randomBytes)
    const set = { peer, epoch, keyId, entries, sha256: hash('sha256', entries, 'hex'), members }
    // Once there is what it is for: nobody looks for the key of a set that was never made.
    await keys.create(keyId, seed)
    if (!(await store.run(tx => addOwnSet(tx, set, now())))) {
      await keysDatabase.drop(keyId)
      throw storeErrors.database_unavailable()
    }
    return { key, info, entries, sha256: set.sha256 }
  }

/** Of 32 random bytes that stand, wrapped, among the data keys: destroyed with them, no backup of the vault tells by name who was in the set. */
const poprfKey = (info: Uint8Array, seed: Uint8Array): PoprfKey =>
  poprf(info).keyFrom(seed, new TextEncoder().encode('amparo/match'))

/**
 * Whether somebody is in a set of whom that hub may not hear any more: they have said since then that they fear that state, exclude somebody
 * there, or are kept from it. Since it cannot be another one that day, nothing is answered from it.
 */
export const isSetClosed =
  (deps: Deps) =>
  async (of: Of): Promise<boolean> => {
    const { store } = deps
    if (await store.read(reader => isAnyBarred(reader, of))) return true
    for (const subjectId of await store.read(reader => changedMembers(reader, of)))
      if ((await textsFor(deps, subjectId, of.peer)).texts.length === 0) return true
    return false
  }

interface Evaluating {
  readonly peer: string
  readonly key: PoprfKey
  readonly info: Uint8Array
}

async function evaluated(deps: Deps, { peer, key, info }: Evaluating) {
  const suite = poprf(info)
  const outputs: Uint8Array[] = []
  const members: Member[] = []
  let after: string | undefined
  for (;;) {
    const ids = await deps.store.read(reader => answerable(reader, { peer, after, limit: AT_ONCE }))
    for (const subjectId of ids) {
      const { texts, version } = await textsFor(deps, subjectId, peer)
      if (texts.length > 0) members.push({ subjectId, version })
      for (const text of texts) {
        if (outputs.length === MOST_ENTRIES) throw errors.match_set_too_large()
        outputs.push(suite.evaluate(key, Buffer.from(text, 'utf8')))
        // Each takes some milliseconds, in which nobody else is served.
        await rest()
      }
    }
    after = ids.at(-1)
    if (after === undefined) return { outputs, members }
  }
}

/** None of whom the asking hub is not to hear of. Rows of somebody who was erased may come back with a backup; the key does not. */
async function textsFor(deps: Deps, subjectId: string, peer: string) {
  const { hub, openHeld, keys, matchKeys, now } = deps
  if (!(await keys.has(subjectId))) return { texts: [], version: 0 }
  const { held, version } = await openHeld(subjectId)
  const asked = { language: '', recipientHub: peer, ownHub: hub }
  if (held.kind !== 'form' || mayFear(answerFor(held, asked, now()))) return { texts: [], version }
  const texts = [...new Set(matchTextsOf(held.form, matchKeys).map(({ text }) => text))].slice(0, MOST_TEXTS)
  return { texts, version }
}
