import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { Worker } from '../ports/own-log.ts'
import type { ProofForOthers } from '../queries/tlog-proof.ts'
import { proofFile } from './proof-file.ts'

const schema = {
  description:
    'One file (C2SP tlog-proof) that shows, offline, who disclosed or read something, for whom, why, on which version of which basis, by which policy, and that it stands in the log under a head that witnesses signed. About whom it was is not in it.',
  params: z.strictObject({ id: z.uuid() }),
  response: {
    200: {
      description: '`npm run audit:verify -- --proof FILE` takes it',
      content: { 'text/plain': { schema: z.string() } },
    },
  },
}

export function getTlogProofRoute(app: HttpApp, prove: (by: Worker, entryId: string) => Promise<ProofForOthers>): void {
  app.get('/entries/:id/tlog-proof', { schema, config: { scope: 'audit:read' } }, async (request, reply) => {
    const proof = await prove(request.caller, request.params.id)
    return reply.type('text/plain; charset=utf-8').send(proofFile(proof))
  })
}
