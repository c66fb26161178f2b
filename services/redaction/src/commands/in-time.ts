import type { RedactFileOf } from '../ports/documents.ts'

/** Longer than this an answer does not wait for its documents: their texts are shown. */
const ANSWER_MS = 120_000

/** For one answer, from now on. */
export function inTime(redactFileOf: RedactFileOf): RedactFileOf {
  const due = AbortSignal.timeout(ANSWER_MS)
  return from => redactFileOf(from, due)
}
