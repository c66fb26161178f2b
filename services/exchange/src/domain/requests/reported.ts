import { CLOCKS_DIFFER_MS } from '@amparo/kernel'
import { type Coded, checkData, hashOf, type Protocol, type Side, SUBMIT, type Taken } from '@amparo/protocols'
import { isCodedFields } from '../coded.ts'
import { daysAhead } from './gone-back.ts'
import { daysPast } from './items.ts'
import type { Step } from './request.ts'

/** A step of the other central authority as its hub reports it. */
export type ReportedStep = Pick<Taken, 'number' | 'seen' | 'step' | 'at'> & { readonly data: Coded | undefined }

/**
 * Those of a side's reported steps that are new here, or `unlawful`: numbers with gaps, what it cannot have seen, times ahead of ours,
 * a step that is not in the protocol, data that the protocol does not let through, days that were past or have not begun, or a step that it had
 * said otherwise: what was signed is not said anew. A hub that keeps to the protocol reports none such, so none of it is kept: half of it would
 * leave two hubs with different states for good. Whether a step counts the fold says.
 */
export function newSteps(
  protocol: Protocol,
  here: readonly Step[],
  side: Side,
  reported: readonly ReportedStep[],
  now: Date,
): Step[] | 'unlawful' {
  const last = (whose: Side) =>
    here.reduce((most, step) => (step.side === whose ? Math.max(most, step.number) : most), 0)
  const [own, other] = [last(side), last(side === 'sender' ? 'recipient' : 'sender')]
  if (reported.some(one => one.number <= own && !isSaid(here, side, one))) return 'unlawful'
  const added: Step[] = []
  for (const { number, seen, step, at, data } of reported.filter(one => one.number > own)) {
    const before = added.at(-1)
    const isNext = number === (before?.number ?? own) + 1
    const isSeen = seen <= other && seen >= (before?.seen ?? 0)
    if (!isNext || !isSeen || at.getTime() > now.getTime() + CLOCKS_DIFFER_MS) return 'unlawful'
    if (
      !isCodedFields(data) ||
      daysPast({ step, data, at }).length > 0 ||
      daysAhead({ step, data, at }).length > 0 ||
      !isOfProtocol(protocol, { side, number, step, data })
    )
      return 'unlawful'
    added.push({ side, number, seen, step, at, data, byUser: undefined, receivedAt: now })
  }
  return added
}

/** It is here already, as it is said now. */
const isSaid = (here: readonly Step[], side: Side, { number, seen, step, at, data }: ReportedStep): boolean =>
  here.some(
    known =>
      known.side === side &&
      known.number === number &&
      known.seen === seen &&
      known.step === step &&
      known.at.getTime() === at.getTime() &&
      isCodedFields(data) &&
      hashOf(known.data) === hashOf(data),
  )

/** A log begins with the sender's `submit`, and it is taken once. */
function isOfProtocol(
  protocol: Protocol,
  { side, number, step, data }: { side: Side; number: number; step: string; data: object },
): boolean {
  const isFirst = side === 'sender' && number === 1
  if (isFirst || step === SUBMIT) return isFirst && step === SUBMIT && Object.keys(data).length === 0
  const def = protocol.steps[step]
  const isTheirs = def?.by === side || def?.by === 'either' || (def?.by === 'clock' && def.side === side)
  return isTheirs && checkData(protocol, step, data).length === 0
}
