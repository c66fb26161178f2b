import { z } from 'zod'
import type { PassedOn } from '../domain/passed-on.ts'
import { service, status } from './codes.ts'

export const passedOnView = z.object({
  kind: z.enum(['sub-referral', 'transfer', 're-offer']),
  status,
  services: z.array(service),
})

/**
 * Neither its id nor to whom it went: who is a party of that one has its link. Of its services those that are of this referral too: what
 * else the person needs is the other agency's to know.
 */
export const toPassedOn = (plan: readonly { readonly service: string }[]) => {
  const known = new Set(plan.map(({ service }) => service))
  return ({ kind, status, services }: PassedOn) => ({
    ...{ kind, status },
    services: services.filter(service => known.has(service)),
  })
}
