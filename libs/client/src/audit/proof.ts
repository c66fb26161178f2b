import { ProblemError } from '../problem.ts'
import { equal, fromBase64, fromHex } from '../sha256.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { leafHash, verifyInclusion } from './inclusion.ts'

/** As GET /entries/:id/proof answers. */
export interface ProofView {
  readonly index: number
  /** Hex. */
  readonly leafHash: string
  /** Base64 of the entry's bytes as they stand in the log. */
  readonly entry: string
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
    const leaf = await leafHash(fromBase64(view.entry))
    if (!equal(leaf, fromHex(view.leafHash))) throw new TypeError('another leaf')
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
