import { isFinal } from '@amparo/protocols'
import type { Sent } from './case.ts'
import type { Step } from './referral.ts'

/** All steps of a side travel in one message, and no hub reads more of them, or a larger message. */
export const MOST_STEPS = 1_000
/** Users stop here: a withdrawal and the clocks must still get through. */
const MOST_OF_USERS = 800
/** So does what comes by way of users: messages and forms. Until then a referral can also be brought to its end. */
const MOST_OF_ALL_USERS_DO = 900
const MOST_BYTES = 180_000
const MOST_BYTES_OF_ALL = 215_000
/** Of a step without its data, as it is sent. */
const STEP_BYTES = 110

/** Whether that side may still take a step: one of a user's, or one that brings the referral to its end or comes from redaction. */
export function hasRoom(
  { steps }: { readonly steps: readonly Step[] },
  side: Step['side'],
  kind: 'user' | 'end',
): boolean {
  const own = steps.filter(step => step.side === side)
  const bytes = own.reduce((sum, { told, data }) => sum + (told ? sizeOf(data) : 0), 0)
  const [most, mostBytes] = kind === 'user' ? [MOST_OF_USERS, MOST_BYTES] : [MOST_OF_ALL_USERS_DO, MOST_BYTES_OF_ALL]
  return own.length < most && bytes < mostBytes
}

const sizeOf = (data: Step['data']): number => STEP_BYTES + Buffer.byteLength(JSON.stringify(data))

/** Whether the step brings it to its end. */
export function isEnd({ run: { protocol } }: Sent, step: string): boolean {
  const to = protocol.steps[step]?.to
  return to !== undefined && isFinal(protocol, to)
}
