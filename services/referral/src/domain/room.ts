import { isFinal } from '@amparo/protocols'
import type { Sent } from './case.ts'
import type { Step } from './referral.ts'

/** All steps of a side travel in one message, and no hub reads more of them, or a larger message. */
export const MOST_STEPS = 1_000
/** Of a step without its data, as it is sent. */
const STEP_BYTES = 110

/** Until how many steps and bytes of one side. What is left beyond, withdrawals and clocks need: they must still get through. */
const MOST = {
  /** A step of a user's. */
  user: { steps: 800, bytes: 180_000 },
  /** A message or a form, as long as it is not stored: redaction asks, and refuses it. */
  writing: { steps: 850, bytes: 200_000 },
  /** A step that brings the referral to its end; and what was stored when it was asked about, with some that were stored meanwhile. */
  end: { steps: 900, bytes: 215_000 },
} as const

/** Whether that side may still take a step of that kind. */
export function hasRoom(
  { steps }: { readonly steps: readonly Step[] },
  side: Step['side'],
  kind: keyof typeof MOST,
): boolean {
  const own = steps.filter(step => step.side === side)
  const count = own.reduce((most, { number }) => Math.max(most, number), own.length)
  const size = own.reduce((sum, { told, data }) => sum + (told ? sizeOf(data) : 0), 0)
  const most = MOST[kind]
  return count < most.steps && size < most.bytes
}

const sizeOf = (data: Step['data']): number => STEP_BYTES + Buffer.byteLength(JSON.stringify(data))

/** Whether the step brings it to its end. */
export function isEnd({ run: { protocol } }: Sent, step: string): boolean {
  const to = protocol.steps[step]?.to
  return to !== undefined && isFinal(protocol, to)
}
