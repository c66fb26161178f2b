import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { Duplicate, duplicates } from '../queries/duplicates.ts'

const pairView = z.strictObject({
  pairId: z.uuid(),
  /** Of the two records, for this custodian alone. */
  pseudonyms: z.array(z.uuid()).length(2),
  /** Bits of evidence. */
  score: z.number(),
  /** Kinds of what agreed; never a value. */
  matched: z.array(z.string()),
  flaggedAt: z.iso.datetime(),
})
const toView = ({ pairId, pseudonyms, score, matched, at }: Duplicate): z.infer<typeof pairView> => ({
  ...{ pairId, pseudonyms: [...pseudonyms], score, matched: [...matched], flaggedAt: at.toISOString() },
})

/** GET /duplicates: records that are perhaps of one person. */
export const duplicatesRoute = (app: HttpApp, find: ReturnType<typeof duplicates>) =>
  app.get(
    '/duplicates',
    {
      schema: { response: { 200: z.strictObject({ pairs: z.array(pairView) }) } },
      config: { scope: 'identity:custody' },
    },
    async request => ({ pairs: (await find(request.caller)).map(toView) }),
  )
