import { auditActions } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { erasuresHeard, ProvenErasure, proveErasure } from '../queries/erasures.ts'
import { hex } from './hex.ts'
import { proofFile } from './proof-file.ts'

const time = z.iso.datetime()

const erasureView = z.object({
  erasureId: z.uuid(),
  recalledByHub: z.string().optional().describe('Another hub asked for it'),
  erasedAt: time.describe('When the vault was done: its keys and data were destroyed'),
  keysDestroyedAt: time.describe('When the keys were destroyed under which the log keeps of whom an entry is'),
  keys: z
    .array(z.string())
    .describe('SHA-256 of the name of each, hex: of `person/<reference>`, for whoever has the reference'),
  entriesCut: z.int().describe('Entries that stand in the log, and of whom they are nobody can tell any more'),
})
const proofView = erasureView.extend({
  version: z.literal(1),
  hub: z.string(),
  decisions: z.array(
    z.object({
      entryId: z.uuid(),
      action: z.enum(auditActions.all),
      occurredAt: time,
      userId: z.string().optional(),
      agencyId: z.string().optional(),
      code: z.string().optional(),
      proof: z.string().optional().describe('C2SP tlog-proof; without it the entry is past its time'),
    }),
  ),
})

const viewOf = (erasure: ProvenErasure['erasure']): z.output<typeof erasureView> => {
  const { erasureId, recalledByHub, erasedAt, heardAt, nameHashes, cut } = erasure
  return {
    ...{ erasureId, ...(recalledByHub && { recalledByHub }) },
    ...{ erasedAt: erasedAt.toISOString(), keysDestroyedAt: heardAt.toISOString() },
    ...{ keys: nameHashes.map(hex), entriesCut: cut },
  }
}

const decisionOf = ({ entry, proof }: ProvenErasure['decisions'][number]) => ({
  ...{ entryId: entry.entryId, action: entry.action, occurredAt: entry.occurredAt.toISOString() },
  ...(entry.userId && { userId: entry.userId }),
  ...(entry.agency && { agencyId: entry.agency.agencyId }),
  ...(entry.code && { code: entry.code }),
  ...(proof && { proof: proofFile(proof) }),
})

interface Routes {
  readonly hub: string
  readonly list: ReturnType<typeof erasuresHeard>
  readonly prove: ReturnType<typeof proveErasure>
}

/** That somebody was erased, by whom it was decided, and what is left of it in the log. */
export function erasureRoutes(app: HttpApp, { hub, list, prove }: Routes): void {
  const config = { scope: 'audit:read' } as const
  app.get(
    '/erasures',
    {
      schema: {
        description: 'By the number of the request; the latest first.',
        response: { 200: z.object({ erasures: z.array(erasureView) }) },
      },
      config,
    },
    async ({ caller }) => ({ erasures: (await list(caller)).map(viewOf) }),
  )
  app.get(
    '/erasures/:id/proof',
    {
      schema: {
        description:
          'One document: what was destroyed when, and the entries of those who asked for it, confirmed it and did it, each with a proof that `npm run audit:verify -- --erasure FILE --keys FILE` verifies offline. No access to the person is in it.',
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: proofView },
      },
      config,
    },
    async ({ caller, params }) => {
      const { erasure, decisions } = await prove(caller, params.id)
      return { version: 1 as const, hub, ...viewOf(erasure), decisions: decisions.map(decisionOf) }
    },
  )
}
