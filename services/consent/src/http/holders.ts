import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import { CATEGORIES } from '../domain/codes.ts'
import type { findHolders, Holder } from '../queries/holders.ts'
import { hub } from './codes.ts'
import { recallView, toRecallView } from './recall-view.ts'

const holderView = z.object({
  referralId: z.string(),
  holder: z.object({ hub, agencyId: z.string() }),
  categories: z.array(z.enum(CATEGORIES)).describe('What was permitted when it was sent'),
  since: z.iso.datetime(),
  received: z.boolean().describe('A package has left, or somebody has looked'),
  recall: recallView.optional().describe('Absent: nothing was recalled'),
  onward: z.array(recallView).describe('Holders in this hub to whom it was passed on'),
})

const schema = {
  description: 'Everybody who has something on this basis, in one place, for the agency that recorded it.',
  params: z.strictObject({ id: z.uuid() }),
  response: { 200: z.object({ items: z.array(holderView) }) },
}

export function holdersRoute(app: HttpApp, find: ReturnType<typeof findHolders>): void {
  app.get('/consents/:id/holders', { schema, config: { scope: 'consent:record' } }, async ({ params, caller }) => ({
    items: (await find(params.id, caller.agency)).map(toHolder),
  }))
}

const toHolder = ({ referralId, holder, categories, since, received, recall, onward }: Holder) => ({
  ...{ referralId, holder: { ...holder }, categories: [...categories], since: since.toISOString(), received },
  ...(recall && { recall: toRecallView(recall) }),
  onward: onward.map(toRecallView),
})
