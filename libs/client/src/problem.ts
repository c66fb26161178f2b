import type { FieldError } from '@amparo/kernel'

/** A refusal by the hub (RFC 9457), or by this library before anything was sent. Match on `code`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  /** HTTP status; 0 if nothing was answered or nothing was sent. */
  readonly status: number
  readonly code: string
  readonly title: string
  /** The next safe action, in words for a person. */
  readonly next: string
  readonly errors: readonly FieldError[]
  /** Ids the caller is entitled to, e.g. of a draft opened instead. */
  readonly refs: Readonly<Record<string, string>>
  /** Request id, for the operator. */
  readonly instance: string

  constructor(
    status: number,
    problem: {
      code: string
      title: string
      next?: string
      errors?: readonly FieldError[]
      refs?: Readonly<Record<string, string>>
      instance?: string
    },
    cause?: unknown,
  ) {
    super(`${problem.code}: ${problem.title}`, cause === undefined ? undefined : { cause })
    this.status = status
    this.code = problem.code
    this.title = problem.title
    this.next = problem.next ?? ''
    this.errors = problem.errors ?? []
    this.refs = problem.refs ?? {}
    this.instance = problem.instance ?? ''
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** From an answer that is no success. A body that is no problem document still gives a ProblemError. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined)
  const problem = typeof body === 'object' && body !== null ? new Map(Object.entries(body)) : new Map<string, unknown>()
  const errors = problem.get('errors')
  const refs = problem.get('refs')
  return new ProblemError(response.status, {
    code: text(problem.get('code')) || 'unexpected_answer',
    title: text(problem.get('title')) || 'The hub gave an answer that is not understood',
    next: text(problem.get('next')),
    errors: Array.isArray(errors) ? errors : [],
    refs: typeof refs === 'object' && refs !== null ? { ...refs } : {},
    instance: text(problem.get('instance')),
  })
}
