import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { commitmentTo, sha256 } from '@amparo/crypto/tlog'
import { waitFor } from '@amparo/testing'
import { expect, test } from 'vitest'
import type { KeyPair, SealingKey } from '../src/commands/key-pairs.ts'
import { SealingThread } from '../src/commands/sealing-thread.ts'
import type { NewLeaf, SealedLeaf } from '../src/domain/placement.ts'
import { openHalf } from '../src/store/half-cipher.ts'

const leaf = (entryId: string = randomUUID()): NewLeaf => {
  const entry = randomBytes(200 + Math.floor(Math.random() * 200))
  return { entryId, entry, actor: entry.subarray(0, 150), subject: entry.subarray(150), source: 'redaction' }
}
const aKey = (): SealingKey => {
  const cipher = createSecretKey(randomBytes(32))
  return { cipher, stored: { name: 'k', id: 1, key: cipher } }
}
const month = aKey()
const about = (people: number): KeyPair[] => Array.from({ length: people }, () => ({ actor: month, subject: aKey() }))
const batch = (count: number) => Array.from({ length: count }, () => leaf())

/** As of what is encrypted where it is asked for. */
function expectSealed(sealed: readonly SealedLeaf[], leaves: readonly NewLeaf[], pairs: readonly KeyPair[]): void {
  expect(sealed.map(({ entryId }) => entryId)).toEqual(leaves.map(({ entryId }) => entryId))
  for (const [i, one] of sealed.entries())
    for (const half of ['actor', 'subject'] as const) {
      const { commitment, sealedHash, sealed, key } = one[half]
      const pair = pairs[i]?.[half] ?? month
      const opened = openHalf(pair.cipher, sealed, { entryId: one.entryId, half })
      expect(Buffer.compare(opened.bytes, leaves[i]?.[half] ?? Buffer.alloc(0))).toBe(0)
      expect(Buffer.compare(commitment, commitmentTo(opened.bytes, opened.salt))).toBe(0)
      expect(Buffer.compare(sealedHash, sha256(sealed))).toBe(0)
      expect(key).toBe(pair.stored)
    }
}

async function begun(): Promise<SealingThread> {
  const thread = new SealingThread()
  await waitFor(async () => (await thread.seal(batch(256), about(256))) !== undefined)
  return thread
}

test('A full batch is encrypted beside, and is what it would be here, with keys of before and new ones', async () => {
  const thread = await begun()
  const people = about(300)
  for (const pairs of [people, [...people.slice(0, 290), ...about(10)], people.toReversed()]) {
    const leaves = batch(300)
    expectSealed((await thread.seal(leaves, pairs)) ?? [], leaves, pairs)
  }
  const salts = new Set<string>()
  const leaves = batch(300)
  const sealed = (await thread.seal(leaves, people)) ?? []
  for (const { actor, subject } of sealed)
    for (const half of [actor, subject]) salts.add(Buffer.from(half.commitment).toString('hex'))
  expect(salts.size).toBe(600)
})

test('What comes a few at a time, and what comes before the thread has begun, is left to whoever asks', async () => {
  const thread = new SealingThread()
  expect(await thread.seal(batch(256), about(256))).toBeUndefined()
  expect(await (await begun()).seal(batch(255), about(255))).toBeUndefined()
})

test('What the thread fails at is left to whoever asks, and another one is begun', async () => {
  const thread = await begun()
  const broken = [...batch(299), { ...leaf(), entryId: undefined as unknown as string }]
  expect(await thread.seal(broken, about(300))).toBeUndefined()
  const [leaves, pairs] = [batch(300), about(300)]
  let sealed: readonly SealedLeaf[] | undefined
  await waitFor(async () => {
    sealed = await thread.seal(leaves, pairs)
    return sealed !== undefined
  })
  expectSealed(sealed ?? [], leaves, pairs)
})
