import { agencyTypes } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import type { Directory } from '../queries/directory.ts'
import { cursor, toCursor } from './cursor.ts'
import { agencyEntryView, agencyView, toAgencyEntryView, toAgencyView } from './views.ts'

const hub = z.string().regex(HUB_CODE)
const querystring = z.strictObject({
  hub: hub.optional(),
  type: z.enum(agencyTypes.all).optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const page = z.object({ items: z.array(agencyView), next: z.string().nullable() })

/** Agencies of this hub and of its peers. */
export const agenciesRoute = (app: HttpApp, directory: Directory, now: Clock): void => {
  app.get(
    '/agencies',
    { schema: { querystring, response: { 200: page } }, config: { scope: 'directory:read' } },
    async request => {
      const { hub, type, cursor: after, limit } = request.query
      const { agencies, next } = await directory.agencies({ hub, type, after, limit })
      const at = now()
      return {
        items: agencies.map(agency => toAgencyView(agency, request.caller, at)),
        next: next ? toCursor(next) : null,
      }
    },
  )
}

export const agencyRoute = (app: HttpApp, directory: Directory, now: Clock): void => {
  app.get(
    '/agencies/:hub/:id',
    {
      schema: { params: z.strictObject({ hub, id: z.uuid() }), response: { 200: agencyEntryView } },
      config: { scope: 'directory:read' },
    },
    async request => {
      const found = await directory.agency(request.params.hub, request.params.id)
      if (found === undefined) throw errors.no_such_agency()
      return toAgencyEntryView(found, request.caller, now())
    },
  )
}
