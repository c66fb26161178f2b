import { formatProof } from '@amparo/crypto/tlog'
import type { ProofForOthers } from '../queries/tlog-proof.ts'
import { base64 } from './base64.ts'

/** C2SP tlog-proof, with who did it and why in its `extra` line; nothing about whom. */
export function proofFile({ index, proof, checkpoint, record, actor }: ProofForOthers): string {
  const shown = { record: base64(record), actor: { bytes: base64(actor.bytes), salt: base64(actor.salt) } }
  return formatProof({ index, proof, checkpoint, extra: Buffer.from(JSON.stringify(shown)) })
}
