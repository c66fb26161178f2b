import { beginningOf } from '@amparo/crypto/tlog'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashRanges } from '../src/domain/levels.ts'
import { consistencyRanges, inclusionRanges, subtreesOf } from '../src/domain/ranges.ts'
import { hasher } from '../src/hasher.ts'
import { memoryLog, numbered } from './memory-log.ts'
import { extendsTree, includes, leafHashOf } from './verifier.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Test vectors of Certificate Transparency (google/certificate-transparency, merkletree). */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(entry => Buffer.from(entry, 'hex'))
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const LEFT4 = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'
const LEAVES23 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e'
const LEAF1 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'
const RIGHT4 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
const LEAF4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'
const LEAVES67 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0'
const LEAVES45 = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a'

describe('The test vectors of RFC 6962', () => {
  const log = memoryLog(ENTRIES)
  test('give the roots of trees of 0 to 8 leaves', () => expect(log.roots.map(hex)).toEqual(ROOTS))

  test.each([
    [0, 8, [LEAF1, LEAVES23, RIGHT4]],
    [5, 8, [LEAF4, LEAVES67, LEFT4]],
    [2, 3, [ROOTS[2]]],
    [1, 5, [ROOTS[1], LEAVES23, LEAF4]],
    [0, 1, []],
  ])('give the inclusion proof of leaf %i among %i', async (index, size, proof) => {
    expect((await hashRanges(inclusionRanges(index, size), log.read, hasher)).map(hex)).toEqual(proof)
  })

  test.each([
    [1, 8, [LEAF1, LEAVES23, RIGHT4]],
    [6, 8, [LEAVES45, LEAVES67, LEFT4]],
    [2, 5, [LEAVES23, LEAF4]],
    [8, 8, []],
  ])('give the consistency proof from %i to %i', async (from, to, proof) => {
    expect((await hashRanges(consistencyRanges(from, to), log.read, hasher)).map(hex)).toEqual(proof)
  })
})

const MOST = 700
const log = memoryLog(numbered(MOST))
const root = (size: number) => log.roots[size] ?? Buffer.alloc(0)
const leaf = (index: number) => log.leafHashes[index] ?? Buffer.alloc(0)
const size = fc.integer({ min: 1, max: MOST })

async function inclusion(index: number, ofSize: number) {
  const proof = await hashRanges(inclusionRanges(index, ofSize), log.read, hasher)
  return { leafHash: leaf(index), index, size: ofSize, proof, root: root(ofSize) }
}
async function consistency(first: number, second: number) {
  const proof = await hashRanges(consistencyRanges(first, second), log.read, hasher)
  return { first, second, firstRoot: root(first), secondRoot: root(second), proof }
}
const indexAndSize = size.chain(n => fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.constant(n)))
const twoSizes = size.chain(n => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n)))

describe('For any tree', () => {
  test('every inclusion proof convinces an independent verifier', () =>
    fc.assert(fc.asyncProperty(indexAndSize, async ([index, n]) => includes(await inclusion(index, n)))))

  test('every consistency proof does', () =>
    fc.assert(fc.asyncProperty(twoSizes, async ([from, to]) => extendsTree(await consistency(from, to)))))

  test('a flipped bit anywhere in an inclusion proof is noticed', () =>
    fc.assert(
      fc.asyncProperty(indexAndSize, fc.nat(), fc.nat(), async ([index, n], where, bit) => {
        const good = await inclusion(index, n)
        const parts = [good.leafHash, good.root, ...good.proof]
        const flipped = parts.map((part, i) => (i === where % parts.length ? flip(part, bit) : part))
        const [leafHash = good.leafHash, changedRoot = good.root, ...proof] = flipped
        return !includes({ ...good, leafHash, root: changedRoot, proof })
      }),
    ))

  test('a flipped bit anywhere in a consistency proof is noticed', () =>
    fc.assert(
      fc.asyncProperty(twoSizes, fc.nat(), fc.nat(), async ([from, to], where, bit) => {
        const good = await consistency(from, to)
        const parts = [good.firstRoot, good.secondRoot, ...good.proof]
        const flipped = parts.map((part, i) => (i === where % parts.length ? flip(part, bit) : part))
        const [firstRoot = good.firstRoot, secondRoot = good.secondRoot, ...proof] = flipped
        return !extendsTree({ ...good, firstRoot, secondRoot, proof })
      }),
    ))

  test('a consistency proof leads to what the larger tree begins with, whatever was signed; of a power of two, where that was', () =>
    fc.assert(
      fc.asyncProperty(twoSizes, async ([from, to]) => {
        const { firstRoot, secondRoot, proof } = await consistency(from, to)
        const beginning = (signed: Uint8Array) =>
          beginningOf({ from: { size: from, root: signed }, to: { size: to, root: secondRoot }, proof })
        expect(beginning(firstRoot)).toEqual(firstRoot)
        const isPower = Number.isInteger(Math.log2(from))
        expect(beginning(Buffer.alloc(32))).toEqual(isPower && from < to ? undefined : firstRoot)
      }),
    ))

  test('a flipped bit in a consistency proof leads nowhere, never to another beginning', () =>
    fc.assert(
      fc.asyncProperty(twoSizes, fc.nat(), fc.nat(), async ([from, to], where, bit) => {
        fc.pre(from < to)
        const { firstRoot, secondRoot, proof } = await consistency(from, to)
        const flipped = proof.map((hash, i) => (i === where % proof.length ? flip(hash, bit) : hash))
        const heads = { from: { size: from, root: firstRoot }, to: { size: to, root: secondRoot } }
        return beginningOf({ ...heads, proof: flipped }) === undefined
      }),
    ))

  test('a proof for one place does not hold for another', () =>
    fc.assert(
      fc.asyncProperty(indexAndSize, fc.nat(), async ([index, n], other) => {
        fc.pre(n > 1 && other % n !== index)
        return !includes({ ...(await inclusion(index, n)), index: other % n })
      }),
    ))

  test('a range is made of complete subtrees without gaps', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), end => {
        let at = 0
        for (const { level, index } of subtreesOf({ begin: 0, end })) {
          if (index * 2 ** level !== at) return false
          at += 2 ** level
        }
        return at === end
      }),
    ))
})

test('A proof reads at most one block of 256 hashes a stored level, and a part of the next, whatever the size', async () => {
  log.reads.length = 0
  await inclusion(300, MOST)
  expect(log.reads.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(3 * 256)
  expect(log.reads.length).toBeLessThanOrEqual(4)
})

test('Hashes that are missing from the log are an error, never another tree', async () => {
  const holed = memoryLog(numbered(500))
  const read: typeof holed.read = async run => (await holed.read(run)).slice(1)
  await expect(hashRanges(inclusionRanges(3, 500), read, hasher)).rejects.toThrow(RangeError)
})

test('An entry that is itself two hashes does not pass for an inner node', () => {
  const [a, b] = [leafHashOf(Buffer.from('a')), leafHashOf(Buffer.from('b'))]
  expect(hex(hasher.leaf(Buffer.concat([a, b])))).not.toBe(hex(hasher.node(a, b)))
})

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const at = Math.floor(bit / 8) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
  return copy
}
