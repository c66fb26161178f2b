import { z } from 'zod'
import type { OfferMade } from '../domain/detail.ts'
import { service } from './codes.ts'

const time = z.iso.datetime()
/** As the sender sees it: another agency was asked about the needs, without being told whose. */
export const offerMadeView = z.object({
  id: z.uuid(),
  toAgency: z.string(),
  services: z.array(service),
  withinBasis: z
    .boolean()
    .describe('The recorded basis reaches that agency: identity may follow without asking the person again'),
  serves: z
    .boolean()
    .describe('false: the directory states that it is for others, and none that is for such a person was left'),
  madeAt: time,
  expiresAt: time,
  answer: z.string().optional().describe('willing, declined, expired, moved-on; absent: not yet'),
  reason: z.string().optional(),
  takenBy: z.uuid().optional().describe('The referral that followed'),
})

export const offersMade = (offer: OfferMade): z.input<typeof offerMadeView> => ({
  id: offer.id,
  toAgency: offer.toAgency,
  services: [...offer.services],
  withinBasis: offer.withinBasis,
  serves: offer.serves,
  madeAt: offer.madeAt.toISOString(),
  expiresAt: offer.expiresAt.toISOString(),
  ...(offer.answer !== undefined && { answer: offer.answer }),
  ...(offer.reason !== undefined && { reason: offer.reason }),
  ...(offer.takenBy !== undefined && { takenBy: offer.takenBy }),
})
