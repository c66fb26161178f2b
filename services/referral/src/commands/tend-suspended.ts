import { AppError, type Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store, UnitOfWork } from '@amparo/store'
import { isSameParty } from '../domain/referral.ts'
import type { Agency, FindAgency } from '../ports/agencies.ts'
import type { FindOffering } from '../ports/offering.ts'
import type { MayTakeOver } from '../ports/taking-over.ts'
import { responsibleFor } from '../queries/responsible.ts'
import {
  forgetSuspended,
  sendersWaiting,
  suspendedSenders,
  type Waiting,
  waitingOf,
} from '../store/suspended-senders.ts'
import { callResponsible } from './call-responsible.ts'
import { messages } from './messages.ts'
import type { Recording } from './record-steps.ts'
import { takeOver } from './take-over.ts'

interface TendDeps extends Recording {
  readonly run: UnitOfWork
  readonly read: Store['read']
  readonly now: Clock
  readonly log: Log
  readonly findAgency: FindAgency
  readonly findOffering: FindOffering
  readonly mayTakeOver: MayTakeOver
}

const EVERY_MS = 30_000
const AT_ONCE = 100
/** So many that cannot be taken over now: of the others nobody is asked until the next time. */
const MOST_FAILURES = 3

/**
 * Agencies of this hub that are suspended while people whom they referred wait: what the jurisdiction lets another take over is taken over, and of
 * the rest those responsible are called. The directory is asked of each sender: it tells nobody by itself. What was taken over stays so; of
 * the rest a sender that comes back finds it as it left it. True if something was done.
 */
export function tendSuspended(deps: TendDeps): () => Promise<boolean> {
  let next = 0
  return async () => {
    if (deps.now().getTime() < next) return false
    next = deps.now().getTime() + EVERY_MS
    const senders = await deps.read(reader => sendersWaiting(reader, deps.hub))
    const known = (await deps.read(reader => suspendedSenders(reader))).map(({ agencyId }) => agencyId)
    const gone = known.filter(agencyId => !senders.includes(agencyId))
    if (gone.length > 0) await deps.run(tx => forgetSuspended(tx, gone))
    let done = false
    for (const agencyId of senders) if (await tendOne(deps, agencyId, known.includes(agencyId))) done = true
    return done
  }
}

/** One of which the directory or consent cannot answer holds up no other, and is looked at again. */
async function tendOne(deps: TendDeps, agencyId: string, isKnown: boolean): Promise<boolean> {
  const { hub, run, log } = deps
  try {
    const agency = await deps.findAgency({ hub, agencyId })
    if (agency?.suspended !== true) {
      if (isKnown) await run(tx => forgetSuspended(tx, [agencyId]))
      return false
    }
    const waiting = await leftWaiting(deps, agencyId, agency)
    const responsible = waiting.length > 0 ? await responsibleFor(deps, waiting) : []
    const called = await run(tx => callResponsible(tx, deps, { agencyId, waiting, responsible }, deps.now()))
    if (called) messages['referral.sender_suspended'](log, { agencyId, waiting: waiting.length })
    return called
  } catch (error) {
    delayed(log, agencyId, error)
    return false
  }
}

function delayed(log: Log, agencyId: string, error: unknown): void {
  const code = error instanceof AppError ? error.code : 'internal'
  messages['referral.suspended_delayed'](log, { agencyId, code }, error)
}

/** Has taken over what may be; answers what waits after that, with what cannot be taken over now. */
async function leftWaiting(deps: TendDeps, agencyId: string, agency: Agency): Promise<Waiting[]> {
  const { hub, read } = deps
  const left: Waiting[] = []
  let failures = 0
  const successor = await successorOf(deps, agency)
  for (let after: string | undefined; ; ) {
    const page = await read(reader => waitingOf(reader, { hub, agencyId }, { after, limit: AT_ONCE }))
    for (const one of page) {
      const taken =
        successor && failures < MOST_FAILURES && (await tryToTake(deps, { agencyId, agency, successor, one }))
      if (taken === 'failed') failures += 1
      if (taken !== true) left.push(one)
    }
    after = page.at(-1)?.id
    if (page.length < AT_ONCE) return left
  }
}

interface Taking {
  readonly agencyId: string
  readonly agency: Agency
  readonly successor: Next
  readonly one: Waiting
}

/** False: it is not that agency's to take over, or no more. */
async function tryToTake(deps: TendDeps, { agencyId, agency, successor, one }: Taking): Promise<boolean | 'failed'> {
  const { run, now, log } = deps
  try {
    if (!(await mayHave(deps, successor, agency, one))) return false
    return await run(tx => takeOver(tx, deps, { referralId: one.id, agencyId, successor: successor.id }, now()))
  } catch (error) {
    delayed(log, agencyId, error)
    return 'failed'
  }
}

interface Next {
  readonly id: string
  readonly type: string
}

async function successorOf({ hub, findAgency }: TendDeps, { successor }: Agency): Promise<Next | undefined> {
  const next = successor === undefined ? undefined : await findAgency({ hub, agencyId: successor })
  return successor === undefined || next === undefined || next.suspended || next.outside
    ? undefined
    : { id: successor, type: next.type }
}

/**
 * Not what it has received itself, nor a draft, which is of somebody whom only the sender knows; of a compartment only what an agency of the same
 * kind takes over. Nor whom the person excludes, which consent says.
 */
async function mayHave(
  { hub, mayTakeOver }: TendDeps,
  { id, type }: Next,
  { type: sendersType }: Agency,
  { id: referralId, to, compartment, draft }: Waiting,
): Promise<boolean> {
  if (draft || isSameParty({ hub, agencyId: id }, to) || (compartment && type !== sendersType)) return false
  return mayTakeOver(referralId, id)
}
