import type { AppError, ErrorKind } from '@amparo/kernel'
import { z } from 'zod'
import { httpErrors } from './errors.ts'

/** RFC 9457. All texts are fixed; nothing of the request comes back but pointers to its fields. */
export const problemSchema = z.object({
  type: z.string().describe('urn:amparo:problem:<code>'),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  next: z.string().describe('The next safe action'),
  instance: z.string().describe('urn:uuid:<request id>'),
  errors: z.array(z.object({ pointer: z.string(), code: z.string() })).optional(),
  refs: z.record(z.string(), z.string()).optional(),
})
export type Problem = z.output<typeof problemSchema>

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  step_up: 401,
  unavailable: 503,
}
/** Refusals for which HTTP has a word of its own. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  body_too_large: 413,
  head_inconsistent: 422,
  media_type_unsupported: 415,
  range_beyond_end: 416,
  rate_limited: 429,
  request_timed_out: 408,
}
const RETRY_AFTER_SECONDS = 5
/** Where the limiter has not said itself how long to wait. */
const RATE_RETRY_AFTER_SECONDS = 60
/** Age of sign-in that satisfies a step-up, in seconds. */
export const STEP_UP_SECONDS = 300
/** With which a proof of a token's key may be signed. */
export const PROOF_ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519']
export const STEP_UP_ACR = 'urn:amparo:acr:mfa'

export interface ProblemAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Problem
}

/** Everything of kind `not_found` is one answer: whose object it is, or what it was, cannot be told from its code. */
export function problemOf(refusal: AppError, requestId: string): ProblemAnswer {
  const error = refusal.kind === 'not_found' ? httpErrors.not_found() : refusal
  const status = STATUS_OF_CODE[error.code] ?? STATUS[error.kind]
  return {
    status,
    headers: headersOf(error),
    body: {
      type: `urn:amparo:problem:${error.code}`,
      title: error.message,
      status,
      code: error.code,
      next: error.next,
      instance: `urn:uuid:${requestId}`,
      ...(error.fields.length > 0 ? { errors: error.fields.map(({ pointer, code }) => ({ pointer, code })) } : {}),
      ...(Object.keys(error.refs).length > 0 ? { refs: { ...error.refs } } : {}),
    },
  }
}

/** What is answered to everything that is no refusal: nothing about it. */
export const internalProblem = (requestId: string): ProblemAnswer => ({
  status: 500,
  headers: {},
  body: {
    type: 'urn:amparo:problem:internal',
    title: 'Something went wrong here',
    status: 500,
    code: 'internal',
    next: 'Try again; if it stays, name the instance to the operator.',
    instance: `urn:uuid:${requestId}`,
  },
})

/** The same to everybody: whoever holds another's token does not learn that it is good, and lacks a proof alone. */
const CHALLENGE = `DPoP error="invalid_token", algs="${PROOF_ALGORITHMS.join(' ')}", Bearer error="invalid_token"`

/** RFC 6750, RFC 9449 (7.1) and, for step-up, RFC 9470 section 3. */
function headersOf(error: AppError): Record<string, string> {
  if (error.kind === 'unauthenticated') return { 'www-authenticate': CHALLENGE }
  if (error.kind === 'step_up') {
    const challenge = `error="insufficient_user_authentication", acr_values="${STEP_UP_ACR}", max_age="${STEP_UP_SECONDS}"`
    return { 'www-authenticate': `DPoP ${challenge}, Bearer ${challenge}` }
  }
  // It is its line that is slow, not the service that is busy.
  if (error.code === 'request_timed_out') return { 'retry-after': '1', connection: 'close' }
  if (error.code === 'rate_limited') return { 'retry-after': String(RATE_RETRY_AFTER_SECONDS) }
  return error.kind === 'unavailable' ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {}
}
