import { hash } from 'node:crypto'
import { Action, auditActions, bases, create, type Entry, EntrySchema, timestampFromDate } from '@amparo/contracts'
import { type Clock, DAY_MS, uuidOf } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { unseenCourse } from '../domain/quorum.ts'
import { emergenciesSince } from '../store/projection.ts'
import { leafOf } from './append-entry.ts'
import type { Projection } from './projection.ts'
import type { Sequencer } from './sequencer.ts'

export interface EmergencyDeps {
  readonly store: Pick<Store, 'read'>
  readonly projection: Projection
  readonly sequencer: Pick<Sequencer, 'append'>
  /** Whether nobody outside sees the log. */
  readonly lost: () => boolean
  /** So many people of one user within 24 hours. */
  readonly emergencies: number
  /** The writer's operator hears of each. */
  readonly alarm: (of: { readonly agencyId: string; readonly userId: string; readonly code: string }) => void
  readonly now: Clock
}

/**
 * Stands before every entry that is asked for. While nobody outside sees the log, ordinary releases throw log_unwitnessed; one in an emergency is
 * first an entry of its own, which a rule puts before auditors, and past so many people a day throws log_emergencies_reached. What
 * counts are these entries, so that a new start forgets none; the same person opened again within the day, or the same entry sent again, is none more.
 */
export function limitUnseen(deps: EmergencyDeps): (entry: Entry) => Promise<void> {
  let turn: Promise<unknown> = Promise.resolve()
  return async entry => {
    if (!deps.lost()) return
    const course = unseenCourse(
      auditActions.toCode(entry.action),
      entry.basis === 0 ? undefined : bases.toCode(entry.basis),
      entry.packageId !== '',
    )
    if (course === 'waits') throw errors.log_unwitnessed()
    if (course === 'goes_on') return
    // One after the other, so that two at once are not both the last.
    const mine = turn.then(() => countEmergency(deps, entry))
    turn = mine.catch(() => undefined)
    await mine
  }
}

async function countEmergency(deps: EmergencyDeps, { action, ...entry }: Entry): Promise<void> {
  const { store, projection, sequencer, emergencies, alarm, now } = deps
  const { userId, agency, authentication, scope, roles, referralId, subjectRef, correlationId, purpose, basis } = entry
  const at = now()
  const entryId = uuidOf(hash('sha256', `amparo/released-unwitnessed/${entry.entryId}`, 'hex'))
  await projection.catchUp()
  const by = { userId, agency, since: new Date(at.getTime() - DAY_MS) }
  const before = await store.read(reader => emergenciesSince(reader, by))
  const known = before.some(one => one.entryId === entryId || (referralId !== '' && one.referralId === referralId))
  if (known) return
  if (before.length >= emergencies) throw errors.log_emergencies_reached()
  const code = auditActions.toCode(action)
  const told = create(EntrySchema, {
    ...{ entryId, action: Action.RELEASED_UNWITNESSED, source: 'audit', code, occurredAt: timestampFromDate(at) },
    ...{
      userId,
      authentication,
      scope,
      roles,
      referralId,
      subjectRef,
      correlationId,
      purpose,
      basis,
      ...(agency && { agency }),
    },
  })
  await sequencer.append(leafOf(told))
  alarm({ agencyId: agency?.agencyId ?? '', userId, code })
}
