/** What sort of refusal it is; `libs/http` alone knows which status that becomes. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'step_up'
  | 'unavailable'

/** Which field of the request is wrong: an RFC 6901 pointer and a code, never the value. */
export interface FieldError {
  readonly pointer: string
  readonly code: string
}

export interface ErrorDetails {
  readonly cause?: unknown
  readonly fields?: readonly FieldError[]
  /** Ids the caller is entitled to (a draft opened instead, say). Never a person's data. */
  readonly refs?: Readonly<Record<string, string>>
}

/** A refusal that the caller may be told about. Its texts are fixed, so they can hold no personal data. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: string
  readonly kind: ErrorKind
  /** The next safe action, in words for a person. */
  readonly next: string
  readonly fields: readonly FieldError[]
  readonly refs: Readonly<Record<string, string>>

  constructor(code: string, row: readonly [ErrorKind, string, string], details: ErrorDetails = {}) {
    super(row[1], details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.kind = row[0]
    this.next = row[2]
    this.fields = details.fields ?? []
    this.refs = details.refs ?? {}
  }
}

/** code: kind, what happened, what to do next. */
export type ErrorTable = Record<string, readonly [kind: ErrorKind, title: string, next: string]>
type Errors<T extends ErrorTable> = { readonly [K in keyof T]: (details?: ErrorDetails) => AppError } & {
  readonly table: T
}

/** Declares a service's refusals in one table, from which docs/errors.md is generated. */
export function defineErrors<const T extends ErrorTable>(table: T): Errors<T> {
  const makers = Object.fromEntries(
    Object.entries(table).map(([code, row]) => [code, (details?: ErrorDetails) => new AppError(code, row, details)]),
  )
  return { ...makers, table } as Errors<T>
}

/** Whether what failed may go well at another time, unchanged: it, or what it waits for, is away. */
export const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.kind === 'unavailable'
