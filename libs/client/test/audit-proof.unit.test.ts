import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyConsistency } from '../src/audit/consistency.ts'
import { leafHash, ProblemError, readCheckpoint, verifierKeyOf, verifyInclusion, verifyProof } from '../src/index.ts'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const sha256 = (...parts: Uint8Array[]) => new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest())
const leaf = (entry: Uint8Array) => sha256(Uint8Array.of(0), entry)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** RFC 6962, section 2.1, word for word. */
function treeHash(entries: readonly Uint8Array[]): Uint8Array {
  const [first, ...others] = entries
  if (first === undefined) return sha256()
  if (others.length === 0) return leaf(first)
  const k = split(entries.length)
  return sha256(Uint8Array.of(1), treeHash(entries.slice(0, k)), treeHash(entries.slice(k)))
}
/** Section 2.1.1. */
function path(index: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length <= 1) return []
  const k = split(entries.length)
  return index < k
    ? [...path(index, entries.slice(0, k)), treeHash(entries.slice(k))]
    : [...path(index - k, entries.slice(k)), treeHash(entries.slice(0, k))]
}
/** Section 2.1.2. */
function subproof(size: number, entries: readonly Uint8Array[], isWhole = true): Uint8Array[] {
  if (size === entries.length) return isWhole ? [] : [treeHash(entries)]
  const k = split(entries.length)
  return size <= k
    ? [...subproof(size, entries.slice(0, k), isWhole), treeHash(entries.slice(k))]
    : [...subproof(size - k, entries.slice(k), false), treeHash(entries.slice(0, k))]
}
/** The largest power of two below n. */
const split = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1)

const trees = fc
  .array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 40 })
  .chain(entries => fc.tuple(fc.constant(entries), fc.nat(entries.length - 1)))

const claimOf = async (entries: readonly Uint8Array[], index: number) => ({
  leafHash: await leafHash(entries[index] ?? new Uint8Array()),
  index,
  size: entries.length,
  proof: path(index, entries).map(hex),
  root: treeHash(entries),
})

describe('an inclusion proof', () => {
  it('holds for every leaf of every tree', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async ([entries, index]) => {
        expect(await verifyInclusion(await claimOf(entries, index))).toBe(true)
      }),
    )
  })

  it('agrees with the published vector of Certificate Transparency', async () => {
    // google/certificate-transparency: leaf 1 of the first eight leaves (index 0).
    const claim = {
      leafHash: new Uint8Array(Buffer.from('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'hex')),
      index: 0,
      size: 8,
      proof: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
      root: new Uint8Array(Buffer.from('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328', 'hex')),
    }
    expect(await leafHash(new Uint8Array())).toEqual(claim.leafHash)
    expect(await verifyInclusion(claim)).toBe(true)
  })

  it('fails with any bit of leaf, root or proof turned over', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(), fc.nat(7), async ([entries, index], place, bit) => {
        const claim = await claimOf(entries, index)
        const flip = (bytes: Uint8Array) => bytes.map((byte, at) => (at === place % 32 ? byte ^ (1 << bit) : byte))
        expect(await verifyInclusion({ ...claim, leafHash: flip(claim.leafHash) })).toBe(false)
        expect(await verifyInclusion({ ...claim, root: flip(claim.root) })).toBe(false)
        for (const [at, hash] of claim.proof.entries()) {
          const proof = claim.proof.with(at, hex(flip(new Uint8Array(Buffer.from(hash, 'hex')))))
          expect(await verifyInclusion({ ...claim, proof })).toBe(false)
        }
      }),
    )
  })

  it('fails for another place, a shorter or longer proof, and numbers that are none', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(40), async ([entries, index], other) => {
        const claim = await claimOf(entries, index)
        const distinct = new Set(entries.map(hex)).size === entries.length
        fc.pre(distinct && other !== index)
        expect(await verifyInclusion({ ...claim, index: other })).toBe(false)
        expect(await verifyInclusion({ ...claim, proof: [...claim.proof, hex(claim.root)] })).toBe(false)
        if (claim.proof.length > 0) expect(await verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false)
      }),
    )
    const claim = await claimOf([Uint8Array.of(1), Uint8Array.of(2)], 1)
    for (const index of [-1, 2, 0.5, Number.NaN]) expect(await verifyInclusion({ ...claim, index })).toBe(false)
    for (const proof of [['zz'], [''], ['00']]) expect(await verifyInclusion({ ...claim, proof })).toBe(false)
  })
})

describe('that a log goes on from an earlier head', () => {
  const headOf = (entries: readonly Uint8Array[]) => ({ origin: 'log', size: entries.length, root: treeHash(entries) })
  const grown = (entries: readonly Uint8Array[], size: number) => ({
    from: headOf(entries.slice(0, size)),
    to: headOf(entries),
    proof: size === 0 ? [] : subproof(size, entries).map(hex),
  })

  it('is proved of every log that did', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async ([entries, size]) => {
        for (const from of [0, size, size + 1]) {
          const { from: earlier, to, proof } = grown(entries, from)
          expect(await verifyConsistency(earlier, to, proof)).toBe(true)
        }
      }),
    )
  })

  it('is not of one that was rewritten, of another log, of a smaller one, or by another proof', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(31), async ([entries, size], at) => {
        const { from, to, proof } = grown(entries, size)
        const turned = (bytes: Uint8Array) => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))
        expect(await verifyConsistency(from, { ...to, origin: 'another' }, proof)).toBe(false)
        expect(await verifyConsistency(to, from, proof)).toBe(false)
        expect(await verifyConsistency(from, to, [...proof, hex(from.root)])).toBe(false)
        fc.pre(size > 0)
        expect(await verifyConsistency({ ...from, root: turned(from.root) }, to, proof)).toBe(false)
        expect(await verifyConsistency(from, { ...to, root: turned(to.root) }, proof)).toBe(false)
        expect(await verifyConsistency(from, to, proof.slice(1))).toBe(false)
      }),
    )
  })
})

const NAME = 'amparo.example/xa/access-log'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const jwk = publicKey.export({ format: 'jwk' })

/** C2SP signed-note. */
function noteOf(size: number, root: Uint8Array, name = NAME): string {
  const text = `${name}\n${size}\n${Buffer.from(root).toString('base64')}\n`
  const key = Buffer.concat([Uint8Array.of(1), Buffer.from(jwk.x ?? '', 'base64url')])
  const id = createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4)
  const signature = sign(null, Buffer.from(text), privateKey)
  return `${text}\n\u2014 ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`
}

describe('a checkpoint', () => {
  const root = treeHash([Uint8Array.of(1)])

  it('is read, and believed when the log signed it', async () => {
    const verifierKey = await verifierKeyOf(NAME, jwk)
    expect(verifierKey).toMatch(/^amparo\.example\/xa\/access-log\+[0-9a-f]{8}\+/)
    expect(await readCheckpoint(noteOf(1, root), verifierKey)).toEqual({ origin: NAME, size: 1, root })
  })

  it('is believed with the signatures of witnesses beside', async () => {
    const note = `${noteOf(1, root)}\u2014 witness.example AAAAAAAA\n`
    expect((await readCheckpoint(note, await verifierKeyOf(NAME, jwk))).size).toBe(1)
  })

  it('is refused from another log, another key, or changed anywhere', async () => {
    const verifierKey = await verifierKeyOf(NAME, jwk)
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
    await expect(readCheckpoint(noteOf(1, root), await verifierKeyOf(NAME, other))).rejects.toThrow(TypeError)
    await expect(readCheckpoint(noteOf(1, root, 'else.example'), verifierKey)).rejects.toThrow(TypeError)
    await expect(readCheckpoint(noteOf(1, root).replace('\n1\n', '\n2\n'), verifierKey)).rejects.toThrow(TypeError)
    await expect(readCheckpoint('nonsense', verifierKey)).rejects.toThrow(TypeError)
    const [text] = noteOf(1, root).split('\n\n')
    await expect(readCheckpoint(`${text}\n\n`, verifierKey)).rejects.toThrow(TypeError)
  })
})

describe('a proof from the hub', () => {
  const part = (byte: number) => ({ bytes: base64(Uint8Array.of(byte)), salt: base64(new Uint8Array(32).fill(byte)) })
  const commitment = (byte: number) =>
    sha256(Buffer.from('amparo/audit-commitment/v1\n'), new Uint8Array(32).fill(byte), Uint8Array.of(byte))
  /** A leaf of that version: so many numbers, and so many hashes after the two commitments. */
  const leafOf = (version: number, numbers: number, sealed: number) =>
    Buffer.concat([
      Uint8Array.of(version, 1, 0x61),
      ...[new Uint8Array(8 * numbers), commitment(7), commitment(8), new Uint8Array(32 * sealed)],
    ])
  const record = leafOf(1, 2, 0)
  const logWith = (bytes: Uint8Array) => [Uint8Array.of(1), bytes, Uint8Array.of(3)]
  const entries = logWith(record)
  const viewOf = (bytes: Uint8Array) => ({
    index: 1,
    leafHash: hex(leaf(bytes)),
    record: base64(bytes),
    actor: part(7),
    subject: part(8),
    proof: path(1, logWith(bytes)).map(hex),
    checkpoint: noteOf(3, treeHash(logWith(bytes))),
  })
  const view = viewOf(record)
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'verified',
      error => (error instanceof ProblemError ? error.code : String(error)),
    )

  it('is verified from the bytes of the entry up to the signed head', async () => {
    const verifierKey = await verifierKeyOf(NAME, jwk)
    expect((await verifyProof(view, verifierKey)).head.size).toBe(3)
  })

  it.each([
    [1, 2, 0],
    [2, 2, 2],
    [3, 4, 2],
  ])('is verified of a leaf of version %i', async (...shape) => {
    const verified = await verifyProof(viewOf(leafOf(...shape)), await verifierKeyOf(NAME, jwk))
    expect(verified.head.size).toBe(3)
  })

  it.each([
    [3, 2, 2],
    [2, 4, 2],
    [4, 4, 2],
  ])('is refused of version %i with %i numbers and %i more hashes, which no leaf has', async (...shape) => {
    expect(await code(verifyProof(viewOf(leafOf(...shape)), await verifierKeyOf(NAME, jwk)))).toBe(
      'audit_proof_invalid',
    )
  })

  it.each([
    ['who looked is another', { actor: part(9) }],
    ['about whom it is is another', { subject: part(9) }],
    ['the salt is another', { subject: { ...part(8), salt: part(9).salt } }],
    ['the two parts have changed places', { actor: part(8), subject: part(7) }],
    ['the record is another', { record: base64(Buffer.concat([record.subarray(0, -1), Uint8Array.of(9)])) }],
    ['the leaf is another', { leafHash: hex(leaf(Uint8Array.of(9))) }],
    ['the place is another', { index: 2 }],
    ['the head is of another tree', { checkpoint: noteOf(3, treeHash(entries.toReversed())) }],
    ['the head is not signed', { checkpoint: view.checkpoint.split('\u2014')[0] ?? '' }],
  ])('is refused when %s', async (_, change) => {
    expect(await code(verifyProof({ ...view, ...change }, await verifierKeyOf(NAME, jwk)))).toBe('audit_proof_invalid')
  })
})
