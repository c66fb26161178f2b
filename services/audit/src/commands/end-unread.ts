import { Action } from '@amparo/contracts'
import { DAY_MS } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { AlertPolicy } from '../domain/alerts/alert-policy.ts'
import { expiring, stateOf } from '../domain/alerts/course.ts'
import { type Retention, unreadBefore } from '../domain/retention.ts'
import { type Alert, addEvent, eventsOf, unclosedBefore } from '../store/alerts.ts'
import { projectedByIds } from '../store/projection.ts'
import { leafOf } from './append-entry.ts'
import { compareRows } from './compare-rows.ts'
import { type MendDeps, mendRows } from './mend-rows.ts'
import { ownEntry } from './own-entry.ts'
import type { Projection } from './projection.ts'

export interface EndUnreadDeps extends MendDeps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly projection: Pick<Projection, 'catchUp'>
  readonly policy: AlertPolicy
  readonly retention: Retention | undefined
}

/** The others have their turn in the next round. */
const AT_ONCE = 1_000

/**
 * An alert that nobody closes would keep its entries for ever. So long after its period that is an entry, which a rule puts before auditors;
 * and so many days after that it ends with a finding that says that nobody read it, in the log first. What is on hold, of a user or a
 * person, stays as it is. Throws log_differs where an announcement is searched otherwise than the log has it.
 */
export async function endUnread(deps: EndUnreadDeps): Promise<void> {
  const { store, keys, retention, projection, now } = deps
  const before = unreadBefore(retention, now())
  if (before === undefined || retention?.unread === undefined) return
  await projection.catchUp()
  const onHold = retention.holds.flatMap(({ user }) => user ?? [])
  const { alerts, announced, differing } = await store.read(async reader => {
    const alerts = await unclosedBefore(reader, before, onHold, AT_ONCE)
    const entries = await projectedByIds(
      reader,
      alerts.map(alert => announcementOf(alert, deps).entryId),
    )
    const { differing } = await compareRows(reader, keys, entries)
    return { alerts, differing, announced: new Map(entries.map(({ entryId, occurredAt }) => [entryId, occurredAt])) }
  })
  if (differing.length > 0) await mendRows(deps, differing)
  const noticed = now().getTime() - retention.unread.noticeDays * DAY_MS
  for (const alert of alerts) {
    const announcement = announcementOf(alert, deps)
    const since = announced.get(announcement.entryId)
    if (since === undefined) await deps.sequencer.append(leafOf(announcement))
    else if (since.getTime() <= noticed) await end(deps, alert)
  }
}

async function end({ hub, store, sequencer, policy, now }: EndUnreadDeps, { id, rule }: Alert): Promise<void> {
  const events = (await store.read(reader => eventsOf(reader, [id]))).get(id) ?? []
  const { step, code } = expiring(stateOf(events, policy))
  const at = now()
  const entry = { hub, action: Action.ALERT_EXPIRED, code: `${rule}:${code}`, at }
  await sequencer.append(leafOf(ownEntry({ ...entry, name: `amparo/alert-expired/${id}/${at.getTime()}` })))
  // By nobody. Of somebody who does something about it just now one finds the number taken.
  const event = { step, code, at, userId: '', agencyId: '', number: events.length + 1, ends: true }
  await store.run(tx => addEvent(tx, id, event))
}

const announcementOf = ({ id, rule }: Alert, { hub, now }: Pick<EndUnreadDeps, 'hub' | 'now'>) =>
  ownEntry({
    ...{ hub, name: `amparo/alert-unread/${id}`, action: Action.ALERT_UNREAD, code: `${rule}:${id}`, at: now() },
  })
