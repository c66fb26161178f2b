import { serviceCategories } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { stateCapacity } from '../commands/state-capacity.ts'
import type { Capacity } from '../domain/capacity.ts'
import type { Directory } from '../queries/directory.ts'

const capacityView = z.object({
  service: z.enum(serviceCategories.all),
  places: z.int().nullable().describe('null: the agency has not said'),
  open: z.boolean(),
  statedAt: z.iso.datetime().nullable(),
})
const toView = ({ service, places, open, statedAt }: Capacity): z.input<typeof capacityView> => ({
  ...{ service, places: places ?? null, open, statedAt: statedAt?.toISOString() ?? null },
})

/** Of the caller's own agency: one entry for each service that it offers. */
export const capacityRoute = (app: HttpApp, directory: Directory): void => {
  app.get(
    '/agencies/own/capacity',
    {
      schema: { response: { 200: z.object({ items: z.array(capacityView) }) } },
      config: { scope: 'directory:maintain' },
    },
    async ({ caller }) => ({ items: (await directory.capacity(caller.hub, caller.agency)).map(toView) }),
  )
}

export const stateCapacityRoute = (app: HttpApp, state: ReturnType<typeof stateCapacity>): void => {
  app.post(
    '/agencies/own/capacity',
    {
      schema: {
        description: 'How many places the own agency has for a service. Whoever is referred on is offered by it.',
        body: z.strictObject({
          service: z.enum(serviceCategories.all),
          places: z.int().min(0).max(100_000),
          open: z.boolean().describe('false: takes nobody now'),
        }),
        response: { 200: capacityView },
      },
      config: { scope: 'directory:maintain' },
    },
    async request => {
      const { caller, body } = request
      return toView(await state({ ...body, caller, replay: request.replay(200, toView) }))
    },
  )
}
