import { type Clock, DAY_MS } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { FIRST_WARNING_DAYS, warningDue } from '../domain/accreditation.ts'
import { daysLeft } from '../domain/ending.ts'
import { lapsingBefore, takeWarning } from '../store/accreditations.ts'

const messages = defineLog({
  'accreditation.ends': { level: 'warn', fields: ['hub', 'agencyId', 'daysLeft'] },
  // An alarm: nothing new goes to it or comes from it.
  'accreditation.lapsed': { level: 'error', fields: ['hub', 'agencyId', 'daysLeft'] },
})

interface Deps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly now: Clock
  readonly log: Log
}

/** Announces to whoever runs the hub whose accreditation lapses soon, each warning once, and whose has lapsed, each time. */
export const warnOfLapses =
  ({ store, now, log }: Deps) =>
  async (): Promise<void> => {
    const at = now()
    // A day more: what is counted are whole ones.
    const soon = new Date(at.getTime() + (FIRST_WARNING_DAYS + 1) * DAY_MS)
    for (const lapsing of await store.read(reader => lapsingBefore(reader, soon))) {
      const { hub, agencyId, until } = lapsing
      const left = daysLeft(until, at) ?? 0
      const days = warningDue(left)
      if (left < 0) messages['accreditation.lapsed'](log, { hub, agencyId, daysLeft: left })
      else if (days !== undefined && (await store.run(tx => takeWarning(tx, { ...lapsing, days }, at))))
        messages['accreditation.ends'](log, { hub, agencyId, daysLeft: left })
    }
  }
