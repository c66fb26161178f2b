import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  checkpointText,
  commitmentTo,
  formatBundle,
  formatNote,
  formatProof,
  NoteAlgorithm,
  noteKeyOf,
  noteKeyText,
  parseBundle,
  parseCheckpoint,
  parseLeafRecord,
  parseNote,
  parseProof,
  parseTilePath,
  readNoteKey,
  signedBy,
  signNote,
  tileHashes,
  tilePath,
} from '../src/tlog.ts'

describe('a note', () => {
  /** golang.org/x/mod/sumdb/note, the example of its documentation. */
  const KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  const NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
  test('of Go’s checksum database is believed by its key', () => {
    const key = readNoteKey(KEY)
    expect(noteKeyText(key)).toBe(KEY)
    expect(signedBy(parseNote(NOTE), key)).toEqual({ time: undefined })
    expect(formatNote(parseNote(NOTE))).toBe(NOTE)
    expect(() => signedBy(parseNote(NOTE.replace('think', 'thing')), key)).toThrow(TypeError)
  })

  test('of a key that nobody named says nothing', () => {
    const { publicKey } = generateKeyPairSync('ed25519')
    expect(signedBy(parseNote(NOTE), noteKeyOf('PeterNeumann', NoteAlgorithm.ED25519, publicKey))).toBeUndefined()
  })

  test.each([
    ['without a signature', NOTE.slice(0, NOTE.indexOf('—'))],
    ['without an empty line', NOTE.replace('\n\n', '\n')],
    ['without its last line break', NOTE.slice(0, -1)],
    ['with a carriage return', NOTE.replace('problem,', 'problem,\r')],
    ['with another dash', NOTE.replace('—', '-')],
    ['with base64 that has spare bits', NOTE.replace('nAM=', 'nAN=')],
  ])('%s is none', (_, note) => {
    expect(() => parseNote(note)).toThrow(TypeError)
  })

  test.each([
    ['of another hash', KEY.replace('c74f20a3', 'c74f20a4')],
    ['of another name', KEY.replace('Peter', 'Petra')],
    ['of a kind that is not known', 'PeterNeumann+c74f20a3+Bxpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['cut off', KEY.slice(0, -4)],
  ])('a key %s is none', (_, key) => {
    expect(() => readNoteKey(key)).toThrow(TypeError)
  })
})

describe('a cosignature', () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = noteKeyOf('witness.example/w1', NoteAlgorithm.COSIGNATURE, privateKey)
  const text = checkpointText({ origin: 'example.com/log', size: 7, root: Buffer.alloc(32, 1) })
  const note = { text, signatures: [signNote(text, key, privateKey, new Date(1_679_315_147_900))] }

  test('says when it was made, in whole seconds, and is of this text only', () => {
    expect(signedBy(parseNote(formatNote(note)), readNoteKey(noteKeyText(key)))).toEqual({ time: 1_679_315_147 })
    expect(() => signedBy({ ...note, text: text.replace('7', '8') }, key)).toThrow(TypeError)
  })

  test('does not pass for the signature of a log by the same key, nor the other way round', () => {
    const asLog = noteKeyOf(key.name, NoteAlgorithm.ED25519, privateKey)
    expect(signedBy(note, asLog)).toBeUndefined()
    const [signature] = note.signatures
    const renamed = {
      text,
      signatures: [{ name: key.name, keyId: asLog.keyId, signature: signature?.signature ?? key.keyId }],
    }
    expect(() => signedBy(renamed, asLog)).toThrow(TypeError)
  })
})

describe('a checkpoint', () => {
  const text = checkpointText({ origin: 'example.com/log', size: 0, root: Buffer.alloc(32) })
  test('is read as it was written', () => {
    expect(parseCheckpoint(text)).toEqual({ origin: 'example.com/log', size: 0, root: Buffer.alloc(32) })
  })
  test.each([
    ['a size with a zero before it', text.replace('\n0\n', '\n01\n')],
    ['a size that no number holds', text.replace('\n0\n', '\n9999999999999999\n')],
    ['a root that is too short', text.replace('AAAA', '')],
    ['a line more', `${text}more\n`],
    ['no origin', text.slice(text.indexOf('\n'))],
  ])('with %s is none', (_, wrong) => {
    expect(() => parseCheckpoint(wrong)).toThrow(TypeError)
  })
})

describe('tiles', () => {
  test.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 3, index: 0, width: 1 }, 'tile/3/000.p/1'],
    [{ level: 'entries', index: 1_000, width: 255 }, 'tile/entries/x001/000.p/255'],
  ] as const)('are named as C2SP says: %o', (name, path) => {
    expect(tilePath(name)).toBe(path)
    expect(parseTilePath(path)).toEqual(name)
  })

  test.each([
    'tile/0/1',
    'tile/0/x000/001',
    'tile/00/001',
    'tile/0/001.p/256',
    'tile/0/001.p/0',
    'tile/0/001/002',
    'x',
  ])('have no other names: %s', path => expect(parseTilePath(path)).toBeUndefined())

  test('of a tree of 70,000 leaves are as many as C2SP says', () => {
    expect([0, 1, 2, 3].map(level => tileHashes(level, 70_000))).toEqual([70_000, 273, 1, 0])
    expect([273 * 256 + 112, 256 + 17, 1]).toEqual([0, 1, 2].map(level => tileHashes(level, 70_000)))
  })

  test('of entries are read to the last byte, or not at all', () => {
    const entries = [Buffer.from('a'), Buffer.alloc(0), Buffer.alloc(300, 7)]
    const bundle = formatBundle(entries)
    expect(parseBundle(bundle, 3)).toEqual(entries)
    for (const cut of [bundle.subarray(1), bundle.subarray(0, -1), Buffer.concat([bundle, Buffer.alloc(1)])])
      expect(() => parseBundle(cut, 3)).toThrow(TypeError)
    expect(() => parseBundle(bundle, 2)).toThrow(TypeError)
  })
})

describe('a leaf', () => {
  test('that is none of an access log is not read', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(1), Buffer.alloc(200), Buffer.from('entry 1')])
      expect(() => parseLeafRecord(bytes)).toThrow(TypeError)
  })
  test('of each version says source, number and time; since the second also what is kept of each half, in the third its source’s number', () => {
    const numbers = Buffer.alloc(16)
    const own = Buffer.alloc(16)
    own.writeBigUInt64BE(1_790_000_000_000n)
    own.writeBigUInt64BE(5n, 8)
    numbers.writeBigUInt64BE(7n)
    numbers.writeBigUInt64BE(1_800_000_000n, 8)
    const hashes = [1, 2, 3, 4].map(n => Buffer.alloc(32, n))
    const leaf = (version: number, count: number, ...more: Buffer[]) =>
      Buffer.concat([Buffer.from([version, 9]), Buffer.from('redaction'), numbers, ...more, ...hashes.slice(0, count)])
    const said = { source: 'redaction', sequence: 7, takenAt: 1_800_000_000, actor: hashes[0], subject: hashes[1] }
    expect(parseLeafRecord(leaf(1, 2))).toEqual(said)
    expect(parseLeafRecord(leaf(2, 4))).toEqual({ ...said, sealed: { actor: hashes[2], subject: hashes[3] } })
    expect(parseLeafRecord(leaf(3, 4, own))).toEqual({
      ...{ ...said, sealed: { actor: hashes[2], subject: hashes[3] } },
      logNumber: { epoch: 1_790_000_000_000, number: 5 },
    })
    for (const bytes of [leaf(1, 4), leaf(2, 2), leaf(3, 4), leaf(3, 2, own), leaf(2, 4, own), leaf(4, 4), leaf(0, 0)])
      expect(() => parseLeafRecord(bytes)).toThrow(TypeError)
  })
  test('commits to other bytes, and to the same with another salt, otherwise', () => {
    const salt = Buffer.alloc(32, 1)
    const commitments = [
      commitmentTo(Buffer.from('a'), salt),
      commitmentTo(Buffer.from('b'), salt),
      commitmentTo(Buffer.from('a'), Buffer.alloc(32, 2)),
    ]
    expect(new Set(commitments.map(String)).size).toBe(3)
  })
})

describe('a proof', () => {
  const checkpoint = 'example.com/log\n2\nroot\n\n— example.com/log AAAA\n'
  const proof = { index: 1, proof: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)], checkpoint }
  test('is written as C2SP says, and read again', () => {
    const text = formatProof(proof)
    expect(text.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 1'])
    expect(parseProof(text)).toEqual(proof)
    expect(parseProof(formatProof({ ...proof, extra: Buffer.from('{}') }))).toEqual({
      ...proof,
      extra: Buffer.from('{}'),
    })
    expect(parseProof(formatProof({ ...proof, proof: [] }))).toEqual({ ...proof, proof: [] })
  })
  test.each([
    ['another header', formatProof(proof).replace('v1', 'v2')],
    ['no index', formatProof(proof).replace('index 1\n', '')],
    ['an index with a zero before it', formatProof(proof).replace('index 1', 'index 01')],
    ['a hash that is cut off', formatProof({ ...proof, proof: [Buffer.alloc(31)] })],
  ])('with %s is none', (_, text) => {
    expect(() => parseProof(text)).toThrow(TypeError)
  })
})
