import { storeErrors } from './errors.ts'

/**
 * What PostgreSQL refused, by SQLSTATE and constraint. The server's own message and detail hold the row's values and are
 * left behind.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  /** SQLSTATE, five characters. */
  readonly code: string
  readonly constraint: string | undefined

  constructor(code: string, constraint: string | undefined) {
    super(constraint === undefined ? code : `${code} ${constraint}`)
    this.code = code
    this.constraint = constraint
  }
}

export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  error instanceof DatabaseError && error.code === '23505' && (!constraint || error.constraint === constraint)

/** Another transaction was in the way; the same work may well succeed when repeated from its beginning. */
export function worthRepeating(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.code === '40001' || error.code === '40P01'
  return error instanceof Error && error.name === 'OptimisticLockError'
}

const SQLSTATE = /^[0-9A-Z]{5}$/
/** A server that was the primary and is none any more refuses whatever writes. */
const READ_ONLY = '25006'
// Connection failure, operator intervention (timeouts among it), no resources, lock not to be had, idle for too long, no disk.
const AWAY = new RegExp(`^(08...|57...|53...|55P03|25P03|58030|${READ_ONLY})$`)
const NETWORK = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
])
// The driver gives these no code.
const DROPPED =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout|timeout expired)/

const LETS_GO = new Set(['dropped', READ_ONLY])

/**
 * Whether nothing can be asked on that connection any more: nor that it rolls back, which the server does by itself then. One to a server
 * that was the primary leads to no other, where a new one may.
 */
export const isDropped = (error: unknown): boolean =>
  error instanceof Error &&
  (DROPPED.test(error.message) || (error.cause instanceof DatabaseError && LETS_GO.has(error.cause.code)))

/** Turns the driver's and the ORM's errors into ours; any other error is the caller's own and passes through. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (AWAY.test(code) || NETWORK.has(code) || DROPPED.test(error.message)) {
    return storeErrors.database_unavailable({ cause: new DatabaseError(code || 'dropped', undefined) })
  }
  // An AppError's code is lower case and can be five characters long; an SQLSTATE is never in lower case.
  if (!SQLSTATE.test(code) || error instanceof DatabaseError || !('severity' in error)) return error
  return new DatabaseError(
    code,
    'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined,
  )
}

export async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw translate(error)
  }
}
