import { type Clock, DAY_MS } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { FIRST_WARNING_DAYS, warningDue } from '../domain/accreditation.ts'
import { daysLeft } from '../domain/ending.ts'
import { countAgencies, lapsingBefore, takeWarning } from '../store/accreditations.ts'

const messages = defineLog({
  'accreditation.ends': { level: 'warn', fields: ['hub', 'agencyId', 'daysLeft'] },
  // An alarm: nothing new goes to it or comes from it.
  'accreditation.lapsed': { level: 'error', fields: ['hub', 'agencyId', 'daysLeft'] },
  // To be drawn and alarmed by: the warnings of one agency come once each. Each number is of those in the one before it, too.
  'accreditations.counted': { level: 'info', fields: ['agencies', 'within60', 'within30', 'within7', 'lapsed'] },
})

interface Deps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly now: Clock
  readonly log: Log
}

/** Announces to whoever runs the hub whose accreditation lapses soon, each warning once, and whose has lapsed, and how many there are of each, each time. */
export const warnOfLapses =
  ({ store, now, log }: Deps) =>
  async (): Promise<void> => {
    const at = now()
    // A day more: what is counted are whole ones.
    const soon = new Date(at.getTime() + (FIRST_WARNING_DAYS + 1) * DAY_MS)
    const { all, near } = await store.read(async reader => ({
      all: await countAgencies(reader),
      near: (await lapsingBefore(reader, soon)).map(one => ({ ...one, left: daysLeft(one.until, at) ?? 0 })),
    }))
    for (const { left, ...lapsing } of near) {
      const { hub, agencyId } = lapsing
      const days = warningDue(left)
      if (left < 0) messages['accreditation.lapsed'](log, { hub, agencyId, daysLeft: left })
      else if (days !== undefined && (await store.run(tx => takeWarning(tx, { ...lapsing, days }, at))))
        messages['accreditation.ends'](log, { hub, agencyId, daysLeft: left })
    }
    const within = (days: number) => near.filter(({ left }) => left <= days).length
    const counted = { within60: within(60), within30: within(30), within7: within(7), lapsed: within(-1) }
    messages['accreditations.counted'](log, { agencies: all, ...counted })
  }
