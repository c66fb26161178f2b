import { randomBytes } from 'node:crypto'
import { COMMITMENT_SALT_BYTES, sha256 } from '@amparo/crypto/tlog'
import type { NewLeaf, SealedLeaf, SealedPart } from '../domain/placement.ts'
import { mapInTurns } from '../in-turns.ts'
import { commitAndSeal, type HalfOf, type OpenHalf } from '../store/half-cipher.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { type KeyPair, keyPairs, type SealingKey } from './key-pairs.ts'
import type { SealingThread } from './sealing-thread.ts'

/** Encrypts both halves of each: the actor's under the month's key, the subject's under that and the key of whom it is about. */
export async function sealLeaves(
  leaves: readonly NewLeaf[],
  { keys, thread, now }: { readonly keys: HalfKeys; readonly thread: Pick<SealingThread, 'seal'>; readonly now: Date },
): Promise<SealedLeaf[]> {
  const pairs = await keyPairs(
    leaves.map(({ subjectRef }) => ({ at: now, subjectRef })),
    keys,
  )
  return (await thread.seal(leaves, pairs)) ?? sealHere(leaves, pairs)
}

/** In turns: the batch before is being written meanwhile, by a database that has answered. */
function sealHere(leaves: readonly NewLeaf[], pairs: readonly KeyPair[]): Promise<SealedLeaf[]> {
  // Drawn at once: a draw for each would cost as much as its hashes.
  const salts = randomBytes(2 * COMMITMENT_SALT_BYTES * leaves.length)
  const salt = (nth: number) => salts.subarray(nth * COMMITMENT_SALT_BYTES, (nth + 1) * COMMITMENT_SALT_BYTES)
  return mapInTurns(leaves, (leaf, i) => {
    const { entryId, actor, subject } = leaf
    const pair = pairs[i]
    if (pair === undefined) throw new RangeError('a key of the log is missing')
    return {
      ...leaf,
      actor: seal(pair.actor, { bytes: actor, salt: salt(2 * i) }, { entryId, half: 'actor' }),
      subject: seal(pair.subject, { bytes: subject, salt: salt(2 * i + 1) }, { entryId, half: 'subject' }),
    }
  })
}

function seal({ cipher, stored }: SealingKey, open: OpenHalf, of: HalfOf): SealedPart {
  const { commitment, sealed } = commitAndSeal(cipher, open, of)
  return { sealed, key: stored, commitment, sealedHash: sha256(sealed) }
}
