import { formatNote, type Note } from '@amparo/crypto/tlog'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { TreeHead } from '../domain/checkpoint.ts'
import type { Worker } from '../ports/own-log.ts'
import type { InclusionProof } from '../queries/proofs.ts'
import { base64 } from './base64.ts'
import { hex } from './hex.ts'

const part = z.object({
  bytes: z.string().describe('Canonical bytes, base64'),
  salt: z.string().describe('Base64; the leaf holds SHA-256("amparo/audit-commitment/v1" LF salt bytes)'),
})
const schema = {
  description: 'That an entry stands in the log (RFC 6962, 2.1.1). Hashes in hex, nearest to the leaf first.',
  params: z.strictObject({ id: z.uuid() }),
  response: {
    200: z.object({
      index: z.int(),
      leafHash: z.string(),
      record: z.string().describe("The leaf's own bytes, as they are published, base64"),
      actor: part.describe('Who, for whom, why, on what basis'),
      subject: part
        .optional()
        .describe('About whom, and what of it; not of somebody who was erased. Both together are the entry'),
      proof: z.array(z.string()),
      checkpoint: z.string().describe('The head that the proof leads to'),
    }),
  },
}

const shown = ({ bytes, salt }: { bytes: Uint8Array; salt: Uint8Array }) => ({
  bytes: base64(bytes),
  salt: base64(salt),
})

interface Deps {
  /** Throws `not_found`. */
  prove(by: Worker, entryId: string): Promise<InclusionProof>
  signHead(head: TreeHead): Note
}

export function getProofRoute(app: HttpApp, { prove, signHead }: Deps): void {
  app.get('/entries/:id/proof', { schema, config: { scope: 'audit:read' } }, async request => {
    const { proof, head, ...leaf } = await prove(request.caller, request.params.id)
    return {
      index: leaf.index,
      leafHash: hex(leaf.leafHash),
      record: base64(leaf.record),
      actor: shown(leaf.actor),
      ...(leaf.subject === undefined ? {} : { subject: shown(leaf.subject) }),
      proof: proof.map(hex),
      checkpoint: formatNote(signHead(head)),
    }
  })
}
