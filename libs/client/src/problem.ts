import type { FieldError } from '@amparo/kernel'

interface Said {
  readonly code: string
  readonly title: string
  readonly next?: string
  readonly errors?: readonly FieldError[]
  readonly refs?: Readonly<Record<string, string>>
  readonly instance?: string
  readonly own?: boolean
  readonly retryAfterMs?: number | undefined
}

/** A refusal by the hub (RFC 9457), or by this library. Match on `code`. */
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
  /** This library refuses, not the hub. */
  readonly own: boolean
  /** So long the hub wants to be left alone (Retry-After). */
  readonly retryAfterMs: number | undefined

  constructor(status: number, problem: Said, cause?: unknown) {
    super(`${problem.code}: ${problem.title}`, cause === undefined ? undefined : { cause })
    this.status = status
    this.code = problem.code
    this.title = problem.title
    this.next = problem.next ?? ''
    this.errors = problem.errors ?? []
    this.refs = problem.refs ?? {}
    this.instance = problem.instance ?? ''
    this.own = problem.own ?? false
    this.retryAfterMs = problem.retryAfterMs
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What an answer that is no success says; undefined: it is no problem document. */
export async function problemIn(response: Response): Promise<ProblemError | undefined> {
  const body: unknown = await response.json().catch(() => undefined)
  const problem = typeof body === 'object' && body !== null ? new Map(Object.entries(body)) : new Map<string, unknown>()
  const code = text(problem.get('code'))
  if (code === '') return undefined
  const errors = problem.get('errors')
  const refs = problem.get('refs')
  return new ProblemError(response.status, {
    ...{
      code,
      title: text(problem.get('title')) || code,
      next: text(problem.get('next')),
      instance: text(problem.get('instance')),
    },
    errors: Array.isArray(errors) ? errors : [],
    refs: typeof refs === 'object' && refs !== null ? { ...refs } : {},
    retryAfterMs: waitIn(response),
  })
}

/** RFC 9110, 10.2.3; the hub gives seconds. */
function waitIn({ headers }: Response): number | undefined {
  const seconds = headers.get('retry-after')
  return seconds !== null && /^\d{1,6}$/.test(seconds) ? 1_000 * Number(seconds) : undefined
}
