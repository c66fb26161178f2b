import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  checkpointText,
  formatBundle,
  formatNote,
  merkleLeaf,
  NoteAlgorithm,
  type NoteKey,
  noteKeyOf,
  noteKeyText,
  signNote,
  TILE_WIDTH,
  tileHashes,
  tilePath,
} from '@amparo/crypto/tlog'
import { growingTree } from '../../../scripts/lib/audit/growing-tree.ts'
import { formatLeafRecord, type LeafRecord } from '../../../services/audit/src/domain/leaf-record.ts'

/** Seconds since 1970: when the first leaf was taken; one comes each minute. */
export const BEGAN = 1_800_000_000

const signer = (name: string, algorithm: NoteAlgorithm) => {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { key: noteKeyOf(name, algorithm, privateKey), privateKey }
}
interface Signer {
  readonly key: NoteKey
  readonly privateKey: KeyObject
}

/** Of the operator; an outside witness; and keys that nobody was told to believe. */
export const log = signer('amparo.example/xa/access-log', NoteAlgorithm.ED25519)
export const witness = signer('witness.example/w', NoteAlgorithm.COSIGNATURE)
export const stranger = signer('stranger.example', NoteAlgorithm.COSIGNATURE)
export const keys = `log ${noteKeyText(log.key)}\nwitness ${noteKeyText(witness.key)}\n`

/** So many leaves are of version 1, as the first ones of a log that began with it. */
const OLDER = 3
const published = (n: number) => ({ commitment: Buffer.alloc(32, n), sealedHash: Buffer.alloc(32, n + 100) })

/** Since when `consent` counts what it tells. */
export const EPOCH = 1_790_000_000_000

/** As services write it: two sources take turns. One of them is asked of, the other numbers what it tells, but for the oldest. */
export const leaves = (count: number): LeafRecord[] =>
  Array.from({ length: count }, (_, i) => ({
    source: i % 2 === 0 ? 'redaction' : 'consent',
    sequence: Math.floor(i / 2) + 1,
    takenAt: BEGAN + 60 * i,
    ...(i >= OLDER && i % 2 === 1 && { logNumber: { epoch: EPOCH, number: (i - 1) / 2 } }),
    actor: published(i),
    subject: published(255 - i),
  }))

/** Version 1 is version 2 without its last two hashes. */
function leafBytes(record: LeafRecord, older: boolean): Buffer {
  const bytes = Buffer.from(formatLeafRecord(record))
  if (!older) return bytes
  bytes[0] = 1
  return bytes.subarray(0, -64)
}

/** When the last of so many leaves has been taken. */
export const momentOf = (size: number): Date => new Date((BEGAN + 60 * size) * 1_000)

export type Files = Map<string, Buffer>

export interface Written {
  readonly records: readonly LeafRecord[]
  /** Who signs beside the log; default: the witness. */
  readonly cosigners?: readonly Signer[]
  readonly at?: Date
  /** Of all leaves; default: the first ones are older. */
  readonly version?: 2
  /** What stands in the log in place of a leaf's bytes, and what is signed in place of a head's text. */
  readonly leaf?: (bytes: Buffer, index: number) => Buffer
  readonly head?: (text: string) => string
}

/** All files of a log with these leaves, made as whoever has its key can make them. */
export function written(given: Written): Files {
  const {
    records,
    cosigners = [witness],
    at = momentOf(records.length),
    version,
    leaf = bytes => bytes,
    head = text => text,
  } = given
  const entries = records.map((record, i) => leaf(leafBytes(record, version === undefined && i < OLDER), i))
  const levels: Uint8Array[][] = []
  const tree = growingTree((level, index, hash) => {
    const hashes = levels[level] ?? []
    hashes[index] = hash
    levels[level] = hashes
  })
  for (const entry of entries) tree.add(merkleLeaf(entry))
  const files: Files = new Map()
  for (const [level, hashes] of [...levels.entries(), ['entries', entries] as const]) {
    const count = tileHashes(level === 'entries' ? 0 : level, entries.length)
    for (let first = 0; first < count; first += TILE_WIDTH) {
      const inside = hashes.slice(first, first + TILE_WIDTH)
      const path = tilePath({ level, index: first / TILE_WIDTH, width: inside.length })
      files.set(path, level === 'entries' ? formatBundle(inside) : Buffer.concat(inside))
    }
  }
  const text = head(checkpointText({ origin: log.key.name, size: entries.length, root: tree.root() }))
  const signatures = [log, ...cosigners].map(({ key, privateKey }) => signNote(text, key, privateKey, at))
  return files.set('checkpoint', Buffer.from(formatNote({ text, signatures })))
}
