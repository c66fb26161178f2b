import { type Result, UNFINISHED } from './drive.ts'
import type { WrittenInput } from './input.ts'

/** Of whatever became a referral the log has proofs. An input that expects nothing is as expected however it ends, if it ends; one that expects a reason wants exactly that code. */
export function isAsExpected({ expect }: WrittenInput, { outcome, code, referralId, audit }: Result): boolean {
  if ((referralId !== null && !audit.verified) || code === UNFINISHED) return false
  if (!expect) return true
  if (expect.outcome === 'accept') return outcome === 'accepted'
  return outcome === 'refused' && (expect.reason === undefined || expect.reason === code)
}
