import { type KeyObject, randomBytes } from 'node:crypto'
import { setImmediate as othersFirst } from 'node:timers/promises'
import { COMMITMENT_SALT_BYTES, sha256 } from '@amparo/crypto/tlog'
import { monthKeyName, personKeyName } from '../domain/key-names.ts'
import type { NewLeaf, SealedLeaf, SealedPart } from '../domain/placement.ts'
import { commitAndSeal, type HalfOf, keyOfBoth, type OpenHalf } from '../store/half-cipher.ts'
import type { HalfKey, HalfKeys } from '../store/open-keys.ts'

/** After so many, what else waits has its turn: the batch before is being written meanwhile, by a database that has answered. */
const AT_A_STRETCH = 32

/** Encrypts both halves of each: the actor's under the month's key, the subject's under that and the key of whom it is about. */
export async function sealLeaves(leaves: readonly NewLeaf[], keys: HalfKeys, now: Date): Promise<SealedLeaf[]> {
  const pairs = await keyPairs(
    leaves.map(({ subjectRef }) => ({ at: now, subjectRef })),
    keys,
  )
  // Drawn at once: a draw for each would cost as much as its hashes.
  const salts = randomBytes(2 * COMMITMENT_SALT_BYTES * leaves.length)
  const salt = (nth: number) => salts.subarray(nth * COMMITMENT_SALT_BYTES, (nth + 1) * COMMITMENT_SALT_BYTES)
  const sealed: SealedLeaf[] = []
  for (const [i, leaf] of leaves.entries()) {
    if (i > 0 && i % AT_A_STRETCH === 0) await othersFirst()
    const { entryId, actor, subject } = leaf
    const pair = pairs[i]
    if (pair === undefined) throw new RangeError('a key of the log is missing')
    sealed.push({
      ...leaf,
      actor: seal(pair.actor, { bytes: actor, salt: salt(2 * i) }, { entryId, half: 'actor' }),
      subject: seal(pair.subject, { bytes: subject, salt: salt(2 * i + 1) }, { entryId, half: 'subject' }),
    })
  }
  return sealed
}

/** A half's own key, and that which is stored of it. */
export interface SealingKey {
  readonly cipher: KeyObject
  readonly stored: HalfKey
}

export interface KeyPair {
  readonly actor: SealingKey
  readonly subject: SealingKey
}

/** The keys of the halves of entries of these moments, about these people or nobody. */
export async function keyPairs(
  of: readonly { readonly at: Date; readonly subjectRef: string | undefined }[],
  keys: Pick<HalfKeys, 'forWriting'>,
): Promise<KeyPair[]> {
  const months = new Map<Date, string>()
  const monthOf = (at: Date) => {
    const known = months.get(at) ?? monthKeyName(at)
    months.set(at, known)
    return known
  }
  const named = of.map(({ at, subjectRef }) => ({
    month: monthOf(at),
    person: subjectRef === undefined ? undefined : personKeyName(subjectRef),
  }))
  const found = await keys.forWriting(
    new Set(named.flatMap(({ month, person }) => [month, ...(person ? [person] : [])])),
  )
  return named.map(({ month, person }) => {
    const stored = keyOf(found, month)
    const actor = { cipher: stored.key, stored }
    if (person === undefined) return { actor, subject: actor }
    const ofPerson = keyOf(found, person)
    return { actor, subject: { cipher: keyOfBoth(stored.key, ofPerson.key), stored: ofPerson } }
  })
}

function keyOf(found: ReadonlyMap<string, HalfKey>, name: string): HalfKey {
  const key = found.get(name)
  if (key === undefined) throw new RangeError('a key of the log is missing')
  return key
}

function seal({ cipher, stored }: SealingKey, open: OpenHalf, of: HalfOf): SealedPart {
  const { commitment, sealed } = commitAndSeal(cipher, open, of)
  return { sealed, key: stored, commitment, sealedHash: sha256(sealed) }
}
