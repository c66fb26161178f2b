import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { TreeHead } from '../domain/checkpoint.ts'
import type { proveEntry } from '../queries/proofs.ts'
import { hex } from './hex.ts'

const schema = {
  description: 'That an entry stands in the log (RFC 6962, 2.1.1). Hashes in hex, nearest to the leaf first.',
  params: z.strictObject({ id: z.uuid() }),
  response: {
    200: z.object({
      index: z.int(),
      leafHash: z.string(),
      entry: z.string().describe('Canonical bytes, base64'),
      proof: z.array(z.string()),
      checkpoint: z.string().describe('The head that the proof leads to'),
    }),
  },
}

interface Deps {
  prove: ReturnType<typeof proveEntry>
  signHead(head: TreeHead): string
}

export function getProofRoute(app: HttpApp, { prove, signHead }: Deps): void {
  app.get('/entries/:id/proof', { schema, config: { scope: 'audit:read' } }, async request => {
    const { index, leafHash, entry, proof, head } = await prove(request.params.id)
    return {
      index,
      leafHash: hex(leafHash),
      entry: Buffer.from(entry).toString('base64'),
      proof: proof.map(hex),
      checkpoint: signHead(head),
    }
  })
}
