import { ProblemError } from '../problem.ts'
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
  readonly subject: ProvenPart
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
    const committed = concat(await commitmentTo(view.actor), await commitmentTo(view.subject))
    if (record[0] !== RECORD_VERSION || !equal(record.slice(-committed.length), committed))
      throw new TypeError('another entry')
    const { index, proof } = view
    if (!(await verifyInclusion({ leafHash: leaf, index, size: head.size, proof, root: head.root })))
      throw new TypeError('not in the log')
    return { ...view, head }
  } catch (cause) {
    throw new ProblemError(
      0,
      {
        code: 'audit_proof_invalid',
        title: 'The log could not prove that it holds this entry',
        next: 'Keep what you have; tell an auditor outside your hub.',
      },
      cause,
    )
  }
}

/** Of a leaf, whose last 64 bytes are the two commitments. */
const RECORD_VERSION = 1
const TAG = utf8('amparo/audit-commitment/v1\n')
const commitmentTo = ({ bytes, salt }: ProvenPart) => sha256(concat(TAG, fromBase64(salt), fromBase64(bytes)))
