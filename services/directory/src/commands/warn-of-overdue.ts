import type { Clock } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { daysLeft } from '../domain/ending.ts'
import { statementInForce } from '../store/statements.ts'

/** So many days before it is overdue whoever runs the hub is told, each day. */
const WARN_DAYS = 14

const messages = defineLog({
  'directory.due': { level: 'warn', fields: ['version', 'daysLeft'] },
  // An alarm: a statement may be withheld that suspends somebody. What the last one says stays in force, or nobody would be helped.
  'directory.overdue': { level: 'error', fields: ['version', 'daysLeft'] },
})

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly now: Clock
  readonly log: Log
}

/** Announces that the jurisdiction's next statement is due soon, or overdue. */
export const warnOfOverdue =
  ({ store, now, log }: Deps) =>
  async (): Promise<void> => {
    const inForce = await store.read(statementInForce)
    const left = daysLeft(inForce?.nextBy, now())
    if (inForce === undefined || left === undefined || left >= WARN_DAYS) return
    messages[left < 0 ? 'directory.overdue' : 'directory.due'](log, { version: inForce.version, daysLeft: left })
  }
