import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { proveConsistency } from '../queries/proofs.ts'
import { hex } from './hex.ts'

const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const schema = {
  description: 'That the log of `from` entries begins the log of `to` (RFC 6962, 2.1.2). Hashes in hex.',
  querystring: z.strictObject({ from: size, to: size }),
  response: { 200: z.object({ from: z.int(), to: z.int(), proof: z.array(z.string()) }) },
}

export function getConsistencyRoute(app: HttpApp, prove: ReturnType<typeof proveConsistency>): void {
  app.get('/consistency', { schema, config: { scope: 'audit:read' } }, async request => {
    const { from, to } = request.query
    return { from, to, proof: (await prove({ from, to })).map(hex) }
  })
}
