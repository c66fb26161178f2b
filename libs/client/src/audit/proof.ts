import { own } from '../own-refusals.ts'
import { concat, equal, fromBase64, fromHex, sha256, utf8 } from '../sha256.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { leafHash, verifyInclusion } from './inclusion.ts'

/** Half of an entry: who looked and why, or about whom it was. The leaf commits to it. Base64. */
export interface ProvenPart {
  readonly bytes: string
  readonly salt: string
}

/** As GET /entries/:id/proof answers. */
export interface ProofView {
  readonly index: number
  /** Hex. */
  readonly leafHash: string
  /** Base64 of the leaf's bytes, as the log publishes them. */
  readonly record: string
  readonly actor: ProvenPart
  /** Of somebody who was erased nobody has it any more. */
  readonly subject?: ProvenPart | undefined
  readonly proof: readonly string[]
  readonly checkpoint: string
}

export interface VerifiedProof extends ProofView {
  readonly head: Checkpoint
}

/** Throws audit_proof_invalid unless the entry's own bytes stand in the log under the (signed) checkpoint. */
export async function verifyProof(view: ProofView, verifierKey?: string): Promise<VerifiedProof> {
  try {
    const head = await readCheckpoint(view.checkpoint, verifierKey)
    const record = fromBase64(view.record)
    const leaf = await leafHash(record)
    if (!equal(leaf, fromHex(view.leafHash))) throw new TypeError('another leaf')
    const committed = commitmentsIn(record)
    if (!equal(committed.actor, await commitmentTo(view.actor))) throw new TypeError('another entry')
    if (view.subject !== undefined && !equal(committed.subject, await commitmentTo(view.subject)))
      throw new TypeError('another entry')
    const { index, proof } = view
    if (!(await verifyInclusion({ leafHash: leaf, index, size: head.size, proof, root: head.root })))
      throw new TypeError('not in the log')
    return { ...view, head }
  } catch (cause) {
    throw own('audit_proof_invalid', { cause })
  }
}

/** By version of a leaf: how many numbers come after its source, and how many hashes after them. The first two are the commitments. */
const SHAPES: readonly (readonly [number, number])[] = [
  [0, 0],
  [2, 2],
  [2, 4],
  [4, 4],
]

/** Throws on what is no leaf of an access log. */
function commitmentsIn(record: Uint8Array) {
  const [numbers, hashes] = SHAPES[record[0] ?? 0] ?? [0, 0]
  const at = 2 + (record[1] ?? 0) + 8 * numbers
  if (hashes === 0 || record.length !== at + 32 * hashes) throw new TypeError('not a leaf of an access log')
  return { actor: record.slice(at, at + 32), subject: record.slice(at + 32, at + 64) }
}

const TAG = utf8('amparo/audit-commitment/v1\n')
const SALT_BYTES = 32

/** In a longer salt the beginning of what was committed to could be hidden. */
function commitmentTo({ bytes, salt: encoded }: ProvenPart) {
  const salt = fromBase64(encoded)
  if (salt.length !== SALT_BYTES) throw new TypeError('a salt of another length')
  return sha256(concat(TAG, salt, fromBase64(bytes)))
}
