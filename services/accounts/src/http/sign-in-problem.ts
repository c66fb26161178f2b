import { AppError } from '@amparo/kernel'
import type { Problem } from '../pages/texts/texts.ts'

export interface ProblemAnswer {
  readonly problem: Problem
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

const BY_CODE: Readonly<Record<string, ProblemAnswer>> = {
  // 401 would ask the browser for a password of its own (RFC 9110, 15.5.2).
  sign_in_refused: { problem: 'refused', status: 403, headers: {} },
  sign_in_blocked: { problem: 'blocked', status: 429, headers: { 'retry-after': '900' } },
  sign_in_busy: { problem: 'busy', status: 503, headers: { 'retry-after': '5' } },
  agency_not_listed: { problem: 'agency', status: 403, headers: {} },
}
const UNAVAILABLE: ProblemAnswer = { problem: 'unavailable', status: 503, headers: { 'retry-after': '5' } }

/** Undefined: no problem to show above the form. */
export function problemOf(error: unknown): ProblemAnswer | undefined {
  if (!(error instanceof AppError)) return undefined
  return BY_CODE[error.code] ?? (error.kind === 'unavailable' ? UNAVAILABLE : undefined)
}
