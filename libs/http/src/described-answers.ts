import type { FastifySchema, RouteOptions } from 'fastify'
import { needsKey } from './idempotency.ts'
import { problemSchema } from './problem.ts'

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})

/** Of any route, whatever it does. */
const OF_ALL = {
  429: problem('Too many requests; try again after Retry-After'),
  500: problem('Something went wrong here: `internal`, and nothing else about it. Try again under the same key'),
  503: problem('Something needed for the answer is away; try again after Retry-After, under the same key'),
}
const NOT_AS_DESCRIBED = { 400: problem('The request is not as described') }
const OF_BODY = {
  408: problem('It did not come to its end in time; send it again after Retry-After, or less at once'),
  413: problem('The body is too large'),
  415: problem('The body has another media type'),
}
const OF_SIGNED_IN = {
  401: problem(
    'No valid token, or no proof of its key that is new, for this method and path, and by a clock that is right (2 minutes old at most, 30 s ahead at most): `unauthenticated`. Or a sign-in too long ago: `step_up_required`, with an RFC 9470 challenge',
  ),
  403: problem('Refused, and why: to a party that may know'),
  404: problem('Not yours, not permitted or not there: one answer, of the path and of every id in what was sent'),
  409: problem('The state of things forbids it'),
}
const NOT_THERE = { 404: problem('It is not there') }

/** The refusals that a route may answer with, beside what its own schema says. */
export function refusalsOf({ method, config, schema = {} }: RouteOptions): object {
  const takesBody = [method].flat().some(one => one === 'POST' || one === 'PATCH')
  const ofBody = takesBody ? OF_BODY : {}
  if (config?.scope !== undefined) return { ...NOT_AS_DESCRIBED, ...OF_SIGNED_IN, ...ofBody, ...OF_ALL }
  return {
    ...(takesBody || schema.querystring ? NOT_AS_DESCRIBED : {}),
    ...(schema.params ? NOT_THERE : {}),
    ...ofBody,
    ...OF_ALL,
  }
}

const CONTENT_RANGE = { 'Content-Range': { type: 'string', description: 'Which bytes these are, and of how many' } }
const RETRY_AFTER = { 'Retry-After': { type: 'string', description: 'Seconds' } }
const HEADERS: Readonly<Record<string, object>> = {
  206: CONTENT_RANGE,
  401: {
    'WWW-Authenticate': {
      type: 'string',
      description: 'What is asked for: a token, a proof of its key (RFC 9449), or a sign-in that is recent (RFC 9470)',
    },
  },
  408: RETRY_AFTER,
  429: RETRY_AFTER,
  503: RETRY_AFTER,
}
const ETAG = { ETag: { type: 'string', description: 'Stands for what was answered; in quotation marks' } }
const REPLAYED = {
  'Idempotent-Replayed': {
    type: 'string',
    enum: ['true'],
    description: 'There, if this was answered before under the same key; what was done then is not done again',
  },
}

/** Headers on which a caller acts, beside each answer that has them. */
export function withHeaders(route: RouteOptions, schema: FastifySchema): FastifySchema {
  if (typeof schema.response !== 'object' || schema.response === null) return schema
  const described = Object.entries(schema.response).map(([status, answer]) => {
    const isDone = status.startsWith('2')
    const headers = {
      ...HEADERS[status],
      ...(isDone && needsKey(route) ? REPLAYED : {}),
      ...(isDone && route.config?.tagged ? ETAG : {}),
    }
    return [status, Object.keys(headers).length === 0 ? answer : { ...answer, headers }]
  })
  return { ...schema, response: Object.fromEntries(described) }
}
