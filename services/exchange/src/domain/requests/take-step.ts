import { actionsFor, type Coded, checkData, type Run, type Side, takeable } from '@amparo/protocols'
import { isCodedFields } from '../coded.ts'
import { annexesOf } from './annexes.ts'
import { listOf, recordOf } from './coded-lists.ts'
import { errors } from './errors.ts'
import { CONFIRM, isUnconfirmed } from './expedited.ts'
import { refusalsOf } from './form.ts'
import { daysAhead, strangersIn } from './gone-back.ts'
import type { Invalid } from './invalid.ts'
import { daysPast, itemsOf } from './items.ts'
import { answers, asksForAnnex, permissionsOf, TO_DEFENCE } from './permissions.ts'
import type { Asking, Step } from './request.ts'
import type { Treaty } from './terms.ts'

export interface AskedStep {
  readonly step: string
  readonly data: Readonly<Record<string, unknown>>
}
interface By {
  readonly side: Side
  readonly scopes: ReadonlySet<string>
}
/** All steps of a side travel in one message, with what is asked. */
export const MOST_STEPS = 500
const MOST_BYTES = 150_000

/**
 * What the step says, if that central authority may take it now. Throws no_such_request for a step that is not its own,
 * request_step_not_allowed with those that are, `invalid` with the fields, request_step_blocked, ground_not_of_treaty,
 * permission_needed, request_log_full.
 */
export function checkStep(
  run: Run<Step>,
  { request, treaty }: { readonly request: Asking; readonly treaty: Treaty },
  by: By,
  { step, data, at }: AskedStep & { readonly at: Date },
  invalid: Invalid,
): Readonly<Record<string, Coded>> {
  const { protocol } = run
  if (protocol.steps[step] === undefined) throw invalid([{ pointer: '/step', code: 'unknown_code' }])
  const answer = takeable(protocol, run, step, by)
  if (answer === 'not_yours') throw errors.no_such_request()
  if (answer === 'not_now' || answer === 'withdrawn') {
    const allowed = actionsFor(protocol, run, by).map(action => action.step)
    throw errors.request_step_not_allowed({ refs: { allowed: allowed.join(',') } })
  }
  const wrong = checkData(protocol, step, data)
  if (wrong.length > 0) throw invalid(wrong.map(({ pointer, code }) => ({ pointer: `/data${pointer}`, code })))
  if (!isCodedFields(data)) throw invalid([{ pointer: '/data', code: 'not_allowed' }])
  const untimely = [
    ...daysPast({ step, data, at }).map(pointer => ({ pointer: `/data${pointer}`, code: 'in_the_past' })),
    ...daysAhead({ step, data, at }).map(pointer => ({ pointer: `/data${pointer}`, code: 'in_the_future' })),
  ]
  if (untimely.length > 0) throw invalid(untimely)
  if (answer !== 'ok' || !isOpen(run, request, step)) throw errors.request_step_blocked()
  const strangers = strangersIn(run, { step, data })
  if (strangers.length > 0)
    throw invalid(strangers.map(pointer => ({ pointer: `/data${pointer}`, code: 'unknown_code' })))
  const refusal = againstTreaty({ request, treaty }, run, { step, data })
  if (refusal !== undefined) throw errors[refusal]()
  const own = run.entries.flatMap(({ taken }) => (taken.side === by.side ? [taken.data] : []))
  if (own.length >= MOST_STEPS || sizeOf([...own, data]) > MOST_BYTES) throw errors.request_log_full()
  return data
}

/** What nobody has asked is not answered, and of items or annexes that there are not nothing is asked or announced. */
function isOpen(run: Run<Step>, request: Asking, step: string): boolean {
  const about = answers({ step })
  if (about !== undefined) return permissionsOf(run, about).some(({ answer }) => answer === undefined)
  if (step === 'ask-use' || step === 'announce-exculpatory') return itemsOf(run).length > 0
  return !asksForAnnex({ step }) || annexesOf(request.answers).length > 0
}

const sizeOf = (data: readonly object[]): number => Buffer.byteLength(JSON.stringify(data))

/**
 * What the protocol leaves to the treaty: a ground must be one of its own for that assistance, and what clears an accused is disclosed
 * without permission only where it lets that (Nassau 25; UNTOC 18(19)). Both hubs ask it, of their own steps and of the other's.
 */
export function againstTreaty(
  { request, treaty }: { readonly request: Pick<Asking, 'type' | 'expedited'>; readonly treaty: Treaty },
  { since }: Pick<Run<Step>, 'since'>,
  { step, data }: AskedStep,
): 'ground_not_of_treaty' | 'permission_needed' | 'not_expedited' | undefined {
  if (step === CONFIRM && !isUnconfirmed(request, { since })) return 'not_expedited'
  const grounds = [data, ...listOf(data['withheld']).map(recordOf)].flatMap(({ ground }) => ground ?? [])
  const ofTreaty = refusalsOf(treaty, request.type).map(({ ground }) => ground)
  if (grounds.some(ground => !ofTreaty.some(one => one === ground))) return 'ground_not_of_treaty'
  if (step !== 'announce-exculpatory' || treaty.specialty.toDefence === 'tell-first') return undefined
  return isPermittedToDefence(since) ? undefined : 'permission_needed'
}

/** The last answer to a request for use by the defence was yes, of some item at least. */
function isPermittedToDefence(since: readonly Step[]): boolean {
  const last = permissionsOf({ since }).findLast(({ use, answer }) => use === TO_DEFENCE && answer !== undefined)
  return last?.answer?.permitted !== undefined
}
