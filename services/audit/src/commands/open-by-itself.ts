import { Action } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { Post } from '../domain/registers/certification.ts'
import { duesOf } from '../domain/registers/line.ts'
import { quarterOf } from '../domain/registers/quarter.ts'
import type { HearDepartures } from '../ports/departures.ts'
import type { HearPosts } from '../ports/posts.ts'
import { addPosts, isQuarterOpened, setQuarterOpened } from '../store/certifications.ts'
import { firstEntryAt } from '../store/projection.ts'
import { addLine, addStep, departuresHeard, hasOrigin, setDeparturesHeard } from '../store/registers.ts'
import type { RegisterDeps } from './registers.ts'

/** Who opens a line that nobody opened. */
const ITSELF = 'audit'

interface ByItself {
  readonly register: string
  readonly kind: string
  readonly origin: string
  readonly knownAt: Date
  readonly agencyId?: string
  readonly userId?: string
  /** Is true already. */
  readonly step?: string
  /** To be certified. */
  readonly posts?: readonly Post[]
}

export interface ByItselfDeps extends RegisterDeps {
  readonly departures: HearDepartures
  readonly posts: HearPosts
}

/**
 * A line for each account that was closed or moved, in the register of leavers: the account is ended already where the user is gone, what
 * was assigned is not. What it has heard of it writes down with the line, so that nothing is opened twice or left out.
 */
export const openLeavers = (deps: ByItselfDeps) => async (): Promise<void> => {
  for (;;) {
    const found = await deps.departures(await deps.store.read(departuresHeard))
    if (found.length === 0) return
    for (const { number, userId, agencyId, kind, at } of found) {
      const line = { register: 'leaver', kind, origin: `departure/${number}`, knownAt: at, agencyId, userId }
      const ended = kind === 'left' ? { step: 'account_ended' } : {}
      await openOnce(deps, { ...line, ...ended }, tx => setDeparturesHeard(tx, number))
    }
  }
}

/**
 * When a quarter begins in the country of the hub, a line for each agency for which somebody may sign in, with all of them: its
 * supervisors know who is still needed. Whose log begins in the middle of one is certified from the next one on.
 */
export const openQuarter = (deps: ByItselfDeps) => async (): Promise<void> => {
  const { name, begin } = quarterOf(deps.now(), deps.book.calendarOf(deps.hub))
  const first = await deps.store.read(firstEntryAt)
  if (first === undefined || first >= begin) return
  if (await deps.store.read(reader => isQuarterOpened(reader, name))) return
  const posts = await deps.posts()
  if (posts === undefined) return
  const line = { register: 'certification', kind: 'quarter', knownAt: begin }
  for (const [agencyId, own] of Map.groupBy(posts, post => post.agencyId))
    await openOnce(deps, { ...line, origin: `quarter/${name}/${agencyId}`, agencyId, posts: own })
  await deps.store.run(tx => setQuarterOpened(tx, name))
}

/** In the log first, as what auditors open. A hub whose policy has no such book keeps none. */
async function openOnce(
  { hub, store, registers, book, enter, now, newId }: RegisterDeps,
  { register, kind, origin, knownAt, agencyId, userId, step, posts = [] }: ByItself,
  also: (tx: Transaction) => Promise<void> = async () => {},
): Promise<void> {
  const def = registers.registers[register]
  const isKept = def !== undefined && Object.hasOwn(def.kinds, kind)
  if (!isKept || (await store.read(reader => hasOrigin(reader, origin)))) return store.run(also)
  const recipient = agencyId === undefined ? {} : { recipient: { hub, agencyId } }
  await enter(undefined, { action: Action.REGISTER_OPENED, code: `${register}:${kind}`, ...recipient })
  const taken = step !== undefined && Object.hasOwn(def.steps, step) ? step : undefined
  if (taken !== undefined)
    await enter(undefined, { action: Action.REGISTER_MOVED, code: `${register}:${taken}`, ...recipient })
  const dues = duesOf(def, hub, book.calendarOf(hub), knownAt)
  const line = {
    ...{ id: newId(), register, kind, knownAt, openedAt: now(), openedBy: ITSELF, agencyId, userId },
    ...{ subjectRef: undefined, entryIds: [], dues, policyHash: registers.hash },
  }
  await store.run(async tx => {
    const added = await addLine(tx, line, origin)
    if (added && taken !== undefined)
      await addStep(tx, line.id, { number: 1, step: taken, at: knownAt, userId: ITSELF, ends: false })
    if (added && posts.length > 0) await addPosts(tx, line.id, posts)
    await also(tx)
  })
}
