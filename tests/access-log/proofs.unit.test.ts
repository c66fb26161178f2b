import { hash, randomBytes } from 'node:crypto'
import { Action, create, EntrySchema, toBinary } from '@amparo/contracts'
import { commitmentTo } from '@amparo/crypto/tlog'
import { describe, expect, test } from 'vitest'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { formatLeafRecord } from '../../services/audit/src/domain/leaf-record.ts'
import { keys as both, type Files, leaves, log, written } from './support/small-log.ts'
import { readKeys, recheck } from './support/verifiers.ts'

/** Its first field, of two bytes, says what was done. */
const half = toBinary(EntrySchema, create(EntrySchema, { action: Action.VIEW_OPENED, userId: 'somebody' }))
const salt = randomBytes(32)
const commitment = commitmentTo(half, salt)
/** Of the log alone: a witness has to have signed the head of a proof that stands by itself, not of one beside its log. */
const keys = both.replace(/^witness .*\n/m, '')
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** RFC 6962, 2.1 and 2.1.1, as they are written there. */
const node = (left: Buffer, right: Buffer) => hash('sha256', Buffer.concat([Buffer.from([1]), left, right]), 'buffer')
const below = (n: number) => 2 ** Math.floor(Math.log2(n - 1))
const root = (d: readonly Buffer[]): Buffer =>
  d.length === 1 ? (d[0] ?? Buffer.alloc(0)) : node(root(d.slice(0, below(d.length))), root(d.slice(below(d.length))))
function pathOf(m: number, d: readonly Buffer[]): Buffer[] {
  if (d.length === 1) return []
  const [left, right] = [d.slice(0, below(d.length)), d.slice(below(d.length))]
  return m < left.length ? [...pathOf(m, left), root(right)] : [...pathOf(m - left.length, right), root(left)]
}

interface Parts {
  readonly format: string
  readonly extra: string | undefined
  readonly index: string
  readonly path: readonly string[]
  readonly head: string
}
interface Shown {
  readonly record: string
  readonly actor: { readonly bytes: string; readonly salt: string }
}

/** A log of which the leaf at that index is of the entry, and the proof of it. */
function proven(index: number, size: number): { files: Files; parts: Parts; shown: Shown } {
  const records = leaves(size).map((leaf, i) =>
    i === index ? { ...leaf, actor: { ...leaf.actor, commitment } } : leaf,
  )
  const files = written({ records, version: 2, cosigners: [] })
  const tile = files.get(`tile/0/000.p/${size}`) ?? Buffer.alloc(0)
  const hashes = Array.from({ length: size }, (_, i) => tile.subarray(32 * i, 32 * i + 32))
  const record = records[index]
  const shown = {
    record: record === undefined ? '' : base64(formatLeafRecord(record)),
    actor: { bytes: base64(half), salt: base64(salt) },
  }
  const parts = {
    ...{ format: 'c2sp.org/tlog-proof@v1', extra: base64(Buffer.from(JSON.stringify(shown))), index: String(index) },
    ...{ path: pathOf(index, hashes).map(base64), head: files.get('checkpoint')?.toString() ?? '' },
  }
  return { files, parts, shown }
}
const formatted = ({ format, extra, index, path, head }: Parts) =>
  Buffer.from(
    [format, ...(extra === undefined ? [] : [`extra ${extra}`]), `index ${index}`, ...path, '', head].join('\n'),
  )

type Verifier = (proof: Buffer, files: Files) => readonly string[]
const verifiers: readonly [readonly [string, Verifier], readonly [string, Verifier]] = [
  [
    'audit:verify',
    proof => {
      try {
        verifyProof(proof, readTrusted(keys))
        return []
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        return [error.message]
      }
    },
  ],
  [
    'audit-recheck.mjs',
    (proof, files) =>
      recheck({
        read: path => files.get(path),
        keys: readKeys(keys),
        proofs: [{ where: 'entry', bytes: proof }],
      }),
  ],
]

const { files, parts, shown } = proven(3, 6)
const [first = '', second = '', third = ''] = parts.path
const showing = (other: object): Partial<Parts> => ({
  extra: base64(Buffer.from(JSON.stringify({ ...shown, ...other }))),
})
const unsigned = parts.head.replace(new RegExp(`^\u2014 ${log.key.name} .*\n`, 'm'), '')
const wrong: Readonly<Record<string, Partial<Parts>>> = {
  'of another format': { format: 'c2sp.org/tlog-proof@v2' },
  'that shows nothing': { extra: undefined },
  'that shows what is not JSON': { extra: base64(Buffer.from('{')) },
  'that shows null': { extra: base64(Buffer.from('null')) },
  'that shows no leaf': showing({ record: undefined }),
  'that shows nobody': showing({ actor: undefined }),
  'that shows another half': showing({ actor: { ...shown.actor, bytes: base64(Buffer.concat([half, half])) } }),
  'with another salt': showing({ actor: { ...shown.actor, salt: base64(Buffer.alloc(32)) } }),
  'of another leaf': showing({ record: proven(2, 6).shown.record }),
  'of a leaf that is longer than one can be': showing({ record: base64(Buffer.alloc(70_000, 2)) }),
  'without an index': { index: '' },
  'of another index': { index: '2' },
  'of an index that begins with zero': { index: '03' },
  'of an index past its head': { index: '6' },
  'of an index that is too much': { index: String(2 ** 53) },
  'with no hashes': { path: [] },
  'with a hash too few': { path: [first, second] },
  'with a hash too many': { path: [first, second, third, third] },
  'with hashes in another order': { path: [second, first, third] },
  'with another hash': { path: [first, second, base64(Buffer.alloc(32))] },
  'with a shorter hash': { path: [first, second, base64(Buffer.from(third, 'base64').subarray(1))] },
  'with base64 in another form': { path: [first, second, third.replace(/=$/, '')] },
  'whose head the log has not signed': { head: unsigned },
  'whose head is of another log': { head: proven(3, 7).parts.head },
  'without a head': { head: '' },
}

describe.each(verifiers)('%s', (_name, verify) => {
  test('finds that each entry of each small log stands at its place', () => {
    for (let size = 1; size <= 17; size++)
      for (let index = 0; index < size; index++) {
        const one = proven(index, size)
        expect(verify(formatted(one.parts), one.files)).toEqual([])
      }
  })

  test.each(Object.entries(wrong))('does not believe a proof %s', (_of, other) => {
    expect(verify(formatted({ ...parts, ...other }), files)).toHaveLength(1)
  })

  test('does not believe a proof that hides the beginning of what is shown in a longer salt', () => {
    const [hidden, left] = [half.subarray(0, 2), half.subarray(2)]
    const actor = { bytes: base64(left), salt: base64(Buffer.concat([salt, hidden])) }
    expect(verify(formatted({ ...parts, ...showing({ actor }) }), files)).toEqual([expect.stringContaining('salt')])
  })

  test('finds it when any one byte is another', () => {
    const proof = formatted(parts)
    const unnoticed: string[] = []
    for (let at = 0; at < proof.length; at++)
      for (const flip of [0x01, 0x20]) {
        const changed = Buffer.from(proof)
        changed[at] = (changed[at] ?? 0) ^ flip
        if (verify(changed, files).length === 0) unnoticed.push(`${at} ${flip}`)
      }
    expect(unnoticed).toEqual([])
  })
})
