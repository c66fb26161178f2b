import type { FastifyInstance, FastifyRequest } from 'fastify'
import { $ZodType, safeEncode } from 'zod/v4/core'

/** What the route's schema makes of a view: fields it does not name are gone. Throws when the view does not fit. */
export function encodeAnswer(request: FastifyRequest, status: number, view: unknown): unknown {
  const schema = schemaOf(request, status)
  if (!(schema instanceof $ZodType)) throw new Error('no response schema')
  const result = safeEncode(schema, view)
  if (!result.success) throw new Error('response does not fit its schema', { cause: result.error })
  return result.data
}

/** An answer of a status that the route's schema does not describe would go out unchecked: it does not go out. */
export function refuseUndescribedAnswers(app: FastifyInstance): void {
  app.addHook('preSerialization', async (request, reply, payload) => {
    const described =
      request.routeOptions.config.scope === undefined || schemaOf(request, reply.statusCode) !== undefined
    if (!described) throw new Error('no response schema')
    return payload
  })
}

function schemaOf(request: FastifyRequest, status: number): unknown {
  const response: unknown = request.routeOptions.schema?.response
  return typeof response === 'object' && response !== null ? Reflect.get(response, String(status)) : undefined
}
