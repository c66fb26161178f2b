import { EntrySchema, fromBinary } from '@amparo/contracts'
import type { Store } from '@amparo/store'
import { sealHalf } from '../store/half-cipher.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { replaceUnsealed, type UnsealedLeaf, unsealed } from '../store/unsealed.ts'
import { type KeyPair, keyPairs } from './key-pairs.ts'

const AT_ONCE = 512

/**
 * Encrypts the halves of leaves of version 1 where they stand, with the salts that they are committed to with: leaf, tree and proofs stay
 * as they are. Can be broken off anywhere.
 */
export async function sealOlder({ read, run }: Pick<Store, 'read' | 'run'>, keys: HalfKeys): Promise<void> {
  for (;;) {
    const rows = await read(reader => unsealed(reader, AT_ONCE))
    if (rows.length === 0) return
    const pairs = await keyPairs(rows.map(aboutWhom), keys)
    const sealed = rows.flatMap((row, i) => (pairs[i] === undefined ? [] : [sealedRow(row, pairs[i])]))
    const used = sealed.flatMap(({ actor, subject }) => [actor.key, subject.key])
    const ids = await run(async tx => {
      const ids = await keys.store(tx, used)
      await replaceUnsealed(tx, sealed, ids)
      return ids
    })
    keys.stored(ids)
  }
}

function aboutWhom({ takenAt, subject }: UnsealedLeaf) {
  const { subjectRef } = fromBinary(EntrySchema, subject.bytes)
  return { at: takenAt, subjectRef: subjectRef === '' ? undefined : subjectRef }
}

function sealedRow({ index, entryId, ...halves }: UnsealedLeaf, pair: KeyPair) {
  const half = (which: 'actor' | 'subject') => ({
    key: pair[which].stored,
    sealed: sealHalf(pair[which].cipher, halves[which], { entryId, half: which }),
  })
  return { index, actor: half('actor'), subject: half('subject') }
}
