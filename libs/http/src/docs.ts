import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { KEY, needsKey } from './idempotency.ts'
import { problemSchema } from './problem.ts'

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})
const REFUSALS = {
  400: problem('The request is not as described'),
  401: problem('No valid token, or a sign-in too long ago (then with an RFC 9470 challenge)'),
  403: problem('Refused, and why: to a party that may know'),
  404: problem('Not yours, not permitted or not there: one answer'),
  409: problem('The state of things forbids it'),
  429: problem('Too many requests; try again after Retry-After'),
  503: problem('Something needed for the answer is away; try again after Retry-After'),
}
/** Beside what a route reads of headers itself. */
const IDEMPOTENCY_KEY = {
  'idempotency-key': {
    type: 'string',
    pattern: KEY.source,
    description:
      'Drawn anew for each thing that is to be done; a retry with the same key and body gets the same answer',
  },
}
const toJsonSchema = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } })

const headersSchema = z.looseObject({
  properties: z.looseObject({}).default({}),
  required: z.array(z.string()).default([]),
})

function withKey(schema: FastifySchema): FastifySchema {
  const { properties, required } = headersSchema.parse(schema.headers ?? {})
  return {
    ...schema,
    headers: {
      type: 'object',
      properties: { ...properties, ...IDEMPOTENCY_KEY },
      required: [...required, 'idempotency-key'],
    },
  }
}

/** OpenAPI 3.1 made from the routes' own schemas: at /docs/json, to read at /docs. */
export async function describeRoutes(app: FastifyInstance, service: string): Promise<void> {
  await app.register(swagger, {
    // There is none that nobody wrote: `exposeHeadRoutes: false` in build.ts.
    exposeHeadRoutes: true,
    openapi: {
      openapi: '3.1.0',
      info: { title: `Amparo: ${service}`, version: '1' },
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'dpop',
            description: 'RFC 9068 access token, with a proof of its key (RFC 9449)',
          },
        },
      },
    },
    transform: args => {
      const { config } = args.route
      const scope = config?.scope
      if (scope === undefined) return toJsonSchema(args)
      const schema: FastifySchema & { description?: string } = {
        ...args.schema,
        security: [{ token: [scope] }],
        description: [args.schema.description, `Scope: \`${scope}\`.`].filter(Boolean).join(' '),
        response: { ...REFUSALS, ...(args.schema.response ?? {}) },
      }
      const described = toJsonSchema({ ...args, schema })
      return needsKey(args.route) ? { ...described, schema: withKey(described.schema) } : described
    },
  })
  await app.register(async docs => {
    docs.addHook('onRoute', route => {
      route.config = { ...route.config, public: true }
    })
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
    })
  })
}
