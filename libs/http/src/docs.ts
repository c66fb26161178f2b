import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusalsOf, withHeaders } from './described-answers.ts'
import { KEY, needsKey } from './idempotency.ts'

/** What holds for every route, and stands at none. */
const conventions = (service: string): string =>
  `Reached at the service itself, or behind the portal under \`/api/${service}\`.

- **Who asks.** An RFC 9068 access token of the hub's provider (authorization code with PKCE; there are none for a machine alone), asked for with \`resource=urn:amparo:hub:<code of the hub>\` and the scopes that stand at the routes, good for five minutes. A token that is bound to a key comes with a DPoP proof of that key (RFC 9449), made anew for each request, its \`htu\` without a query; no nonce is asked for.
- **Refusals** are \`application/problem+json\`. Match on \`code\`; \`title\` and \`next\` are for people, in es, en, fr or pt as \`Accept-Language\` asks. docs/errors.md lists every code. Whoever may not know of a thing reads 404, as if it were not there.
- **Repeating.** Whoever gets no answer, or 5xx, sends the same bytes again under the same \`Idempotency-Key\`, and gets the first answer, marked \`Idempotent-Replayed\`; other bytes under a used key are refused (\`idempotency_key_reused\`). What was refused was not kept: the key may be used again.
- **Sealed.** What names or tells of a person goes as \`sealed\`, an OpenPGP message to the certificate of \`GET /hubs/own/seal-certificate\` of directory; what is read comes sealed to a key of the reader's. libs/client/README.md says what stands inside.
- \`X-Request-Id\` is the \`instance\` of a refusal, for the operator. Nothing that names a person belongs in an address, a key or a header.`

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

const paramsSchema = z.looseObject({ properties: z.record(z.string(), z.looseObject({})).default({}) })

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

/** Of `/tile/*`, which OpenAPI has no word for: a parameter with a name, that holds the rest of the path. */
function withRestNamed<T extends { url: string; schema: FastifySchema }>(described: T): T {
  if (!described.url.endsWith('/*')) return described
  const { properties } = paramsSchema.parse(described.schema.params ?? {})
  const path = { type: 'string', ...properties['*'], description: 'The rest of the path; its slashes as they are' }
  const params = { type: 'object', properties: { path }, required: ['path'] }
  return { ...described, url: `${described.url.slice(0, -1)}:path`, schema: { ...described.schema, params } }
}

/** OpenAPI 3.1 made from the routes' own schemas: at /docs/json, to read at /docs. */
export async function describeRoutes(app: FastifyInstance, service: string): Promise<void> {
  await app.register(swagger, {
    // There is none that nobody wrote: `exposeHeadRoutes: false` in build.ts.
    exposeHeadRoutes: true,
    openapi: {
      openapi: '3.1.0',
      info: { title: `Amparo: ${service}`, version: '1', description: conventions(service) },
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'dpop',
            description: 'RFC 9068 access token, with a proof of its key (RFC 9449); its scopes stand at each route',
          },
        },
      },
    },
    transform: args => {
      const { route } = args
      const scope = route.config?.scope
      // Of what is passed on to a provider there is none.
      const given: FastifySchema & { description?: string } = args.schema ?? {}
      const schema = {
        ...given,
        ...(scope === undefined
          ? {}
          : {
              security: [{ token: [scope] }],
              description: [given.description, `Scope: \`${scope}\`.`].filter(Boolean).join(' '),
            }),
        response: { ...refusalsOf(route), ...(given.response ?? {}) },
      }
      const described = withRestNamed(toJsonSchema({ ...args, schema }))
      const keyed = needsKey(route) ? withKey(described.schema) : described.schema
      return { ...described, schema: withHeaders(route, keyed) }
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
