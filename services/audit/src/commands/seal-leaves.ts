import { hash, randomBytes } from 'node:crypto'
import { COMMITMENT_SALT_BYTES, commitmentTo } from '@amparo/crypto/tlog'
import { monthKeyName, personKeyName } from '../domain/key-names.ts'
import { entryBytes, type NewLeaf, type SealedLeaf, type SealedPart } from '../domain/placement.ts'
import { type HalfOf, keyOfBoth, type OpenHalf, sealHalf } from '../store/half-cipher.ts'
import type { HalfKey, HalfKeys } from '../store/open-keys.ts'

/** Encrypts both halves of each: the actor's under the month's key, the subject's under that and the key of whom it is about. */
export async function sealLeaves(leaves: readonly NewLeaf[], keys: HalfKeys, now: Date): Promise<SealedLeaf[]> {
  const pairs = await keyPairs(
    leaves.map(({ subjectRef }) => ({ at: now, subjectRef })),
    keys,
  )
  // Drawn at once: a draw for each would cost as much as its hashes.
  const salts = randomBytes(2 * COMMITMENT_SALT_BYTES * leaves.length)
  const salt = (nth: number) => salts.subarray(nth * COMMITMENT_SALT_BYTES, (nth + 1) * COMMITMENT_SALT_BYTES)
  return leaves.map((leaf, i) => {
    const { entryId, actor, subject } = leaf
    const pair = pairs[i]
    if (pair === undefined) throw new RangeError('a key of the log is missing')
    return {
      ...leaf,
      actor: seal(pair.actor, { bytes: actor, salt: salt(2 * i) }, { entryId, half: 'actor' }),
      subject: seal(pair.subject, { bytes: subject, salt: salt(2 * i + 1) }, { entryId, half: 'subject' }),
      entry: entryBytes(actor, subject),
    }
  })
}

export interface KeyPair {
  readonly actor: HalfKey
  readonly subject: HalfKey
}

/** The keys of the halves of entries of these moments, about these people or nobody. */
export async function keyPairs(
  of: readonly { readonly at: Date; readonly subjectRef: string | undefined }[],
  keys: HalfKeys,
): Promise<KeyPair[]> {
  const named = of.map(({ at, subjectRef }) => ({
    month: monthKeyName(at),
    person: subjectRef === undefined ? undefined : personKeyName(subjectRef),
  }))
  const found = await keys.forWriting(
    new Set(named.flatMap(({ month, person }) => [month, ...(person ? [person] : [])])),
  )
  return named.map(({ month, person }) => {
    const actor = keyOf(found, month)
    if (person === undefined) return { actor, subject: actor }
    const { id, key } = keyOf(found, person)
    return { actor, subject: { id, key: keyOfBoth(actor.key, key) } }
  })
}

function keyOf(found: ReadonlyMap<string, HalfKey>, name: string): HalfKey {
  const key = found.get(name)
  if (key === undefined) throw new RangeError('a key of the log is missing')
  return key
}

function seal({ id, key }: HalfKey, open: OpenHalf, of: HalfOf): SealedPart {
  const sealed = sealHalf(key, open, of)
  const commitment = commitmentTo(open.bytes, open.salt)
  return { sealed, keyId: id, commitment, sealedHash: hash('sha256', sealed, 'buffer') }
}
