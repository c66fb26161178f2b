import { servicePlan } from '@amparo/protocols'
import { columnsOf, type Sent } from './case.ts'

/** While nobody has taken it on. */
const WAITING: readonly string[] = ['requested', 'rejected']
const TAKEN_ON: readonly string[] = ['accepted', 'in-progress', 'on-hold']
/** Nobody else is to be asked for these any more. */
const SETTLED: readonly string[] = ['provided', 'referred-out', 'declined-by-person']

const planOf = ({ referral, run }: Sent) =>
  servicePlan(run.protocol, run, referral.services).filter(({ service }) => referral.services.includes(service))

const statusOf = ({ run }: Sent): string => columnsOf(run).status

/**
 * The needs that nobody meets; none: there is nothing to ask anybody. Of one that was taken on in part, the rest; of one whose agency
 * is silent past the time after which the next one is asked, all that it has not done.
 */
export function unmet(found: Sent, silent: boolean): string[] {
  const status = statusOf(found)
  // One that did not arrive its sender sends anew; whoever acts in its place cannot, and has others asked.
  const isLost = status === 'failed' && found.referral.successor !== undefined
  const waits = WAITING.includes(status) || isLost
  if (!waits && !TAKEN_ON.includes(status)) return []
  const isUnmet = (state: string) => (waits || silent ? !SETTLED.includes(state) : state === 'unmet')
  return planOf(found).flatMap(({ service, state }) => (isUnmet(state) ? [service] : []))
}

/** What an agency that has taken it on sees to. */
export const takenOn = (found: Sent): string[] =>
  ['accepted', 'in-progress'].includes(statusOf(found))
    ? planOf(found).flatMap(({ service, state }) => (state === 'unmet' ? [] : [service]))
    : []

/**
 * Whether others to whom it was offered see to all that its own agency should: then it is theirs. An agency that is at work keeps what
 * it has taken on, and so does one of which only the rest went to others.
 */
export function isTakenOver(found: Sent, silent: boolean, byOthers: ReadonlySet<string>): boolean {
  const status = statusOf(found)
  const waits = WAITING.includes(status) || status === 'failed'
  if (!waits && !(silent && TAKEN_ON.includes(status))) return false
  const own = planOf(found).filter(({ state }) => !SETTLED.includes(state) && (waits || state !== 'unmet'))
  return own.length > 0 && own.every(({ service }) => byOthers.has(service))
}
