import type { Result } from './drive.ts'
import type { DemoInput } from './input.ts'

/** An input that expects nothing is as expected however it ends; one that expects a reason wants exactly that code. */
export function isAsExpected({ expect }: DemoInput, { outcome, code, audit }: Result): boolean {
  if (!audit.verified) return false
  if (!expect) return true
  if (expect.outcome === 'accept') return outcome === 'accepted'
  return outcome === 'refused' && (expect.reason === undefined || expect.reason === code)
}
