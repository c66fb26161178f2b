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
/** Of so many consent is asked together: one that it is long to answer costs the others no more than that once. */
const AT_ONCE = 50
/** No more of one sender is asked after that long, while consent is slow: the next time it goes on behind them. */
const LONGEST_MS = 10_000

/**
 * Agencies of this hub that are suspended while people whom they referred wait: what the jurisdiction lets another take over is taken over, and of
 * the rest those responsible are called. The directory is asked of each sender: it tells nobody by itself. What was taken over stays so; of
 * the rest a sender that comes back finds it as it left it. True if something was done.
 */
export function tendSuspended(deps: TendDeps): () => Promise<boolean> {
  let next = 0
  const reached: Reached = new Map()
  return async () => {
    if (deps.now().getTime() < next) return false
    next = deps.now().getTime() + EVERY_MS
    const senders = await deps.read(reader => sendersWaiting(reader, deps.hub))
    const known = (await deps.read(reader => suspendedSenders(reader))).map(({ agencyId }) => agencyId)
    const gone = known.filter(agencyId => !senders.includes(agencyId))
    if (gone.length > 0) await deps.run(tx => forgetSuspended(tx, gone))
    let done = false
    for (const agencyId of senders) if (await tendOne(deps, reached, agencyId, known.includes(agencyId))) done = true
    return done
  }
}

/** Of a sender of which not all could be asked about, behind which referral the next time goes on. */
type Reached = Map<string, string>

/** One of which the directory or consent cannot answer holds up no other, and is looked at again. */
async function tendOne(deps: TendDeps, reached: Reached, agencyId: string, isKnown: boolean): Promise<boolean> {
  const { hub, run, log } = deps
  try {
    const agency = await deps.findAgency({ hub, agencyId })
    if (agency?.suspended !== true) {
      if (isKnown) await run(tx => forgetSuspended(tx, [agencyId]))
      return false
    }
    const waiting = await leftWaiting(deps, reached, agencyId, agency)
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
async function leftWaiting(deps: TendDeps, reached: Reached, agencyId: string, agency: Agency): Promise<Waiting[]> {
  const { hub, read, now } = deps
  const left: Waiting[] = []
  const successor = await successorOf(deps, agency)
  const until = now().getTime() + LONGEST_MS
  const behind = reached.get(agencyId) ?? ''
  reached.delete(agencyId)
  for (let after: string | undefined; ; ) {
    const page = await read(reader => waitingOf(reader, { hub, agencyId }, { after, limit: AT_ONCE }))
    const asked = reached.has(agencyId) ? [] : page.filter(({ id }) => id > behind)
    const taken = successor ? await take(deps, { agencyId, agency, successor }, asked) : new Set()
    left.push(...page.filter(({ id }) => !taken.has(id)))
    const last = page.at(-1)?.id
    if (page.length < AT_ONCE) return left
    if (last !== undefined && asked.length > 0 && now().getTime() >= until) reached.set(agencyId, last)
    after = last
  }
}

interface Taking {
  readonly agencyId: string
  readonly agency: Agency
  readonly successor: Next
}

/** Answers which it took. What is not that agency's to take over, or cannot be now, it leaves, and that holds up no other. */
async function take(deps: TendDeps, taking: Taking, some: readonly Waiting[]): Promise<ReadonlySet<string>> {
  const { run, now, log } = deps
  const { agencyId, agency, successor } = taking
  const taken = new Set<string>()
  const failures: unknown[] = []
  const may = await Promise.allSettled(some.map(one => mayHave(deps, successor, agency, one)))
  for (const [i, { id: referralId }] of some.entries()) {
    const answer = may[i]
    if (answer?.status === 'rejected') failures.push(answer.reason)
    if (answer?.status !== 'fulfilled' || !answer.value) continue
    await run(tx => takeOver(tx, deps, { referralId, agencyId, successor: successor.id }, now())).then(
      done => done && taken.add(referralId),
      error => failures.push(error),
    )
  }
  if (failures.length > 0) delayed(log, agencyId, failures[0])
  return taken
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
