import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { readPage } from '@amparo/store'
import type { MovedAlert } from '../commands/move-alert.ts'
import { type SweepDeps, sweep } from '../commands/sweep.ts'
import type { Projected } from '../domain/projected.ts'
import type { Worker } from '../ports/own-log.ts'
import { type Alert, type AlertList, askedOf, eventsOf, findAlert, listAlerts } from '../store/alerts.ts'
import { projectedByIds } from '../store/projection.ts'
import type { ReadingDeps } from './entries.ts'

export interface AlertsDeps extends ReadingDeps, SweepDeps {
  readonly store: ReadingDeps['store'] & SweepDeps['store']
}

export interface AlertPage {
  readonly alerts: readonly MovedAlert[]
  /** There are others behind these. */
  readonly more: boolean
}

/** The work list: what is overdue and grave first. */
export const workList =
  (deps: AlertsDeps) =>
  async (by: Worker, { state, limit }: Pick<AlertList, 'state' | 'limit'>): Promise<AlertPage> => {
    await sweep(deps)
    const page = await deps.store.read(async reader => {
      const { items, last } = await readPage(limit, most => listAlerts(reader, { state, now: deps.now(), limit: most }))
      return { alerts: await withEvents(reader, items), more: last !== undefined }
    })
    await deps.enter(by, { action: Action.LOG_READ, code: `alerts:${state}` })
    return page
  }

export interface WholeAlert extends MovedAlert {
  readonly entries: readonly Projected[]
}

/** With the entries that it speaks of. Throws not_found. */
export const oneAlert =
  ({ store, enter }: Pick<ReadingDeps, 'store' | 'enter'>) =>
  async (by: Worker, id: string): Promise<WholeAlert> => {
    const found = await store.read(async reader => {
      const alert = await findAlert(reader, id)
      if (alert === undefined) throw httpErrors.not_found()
      const events = (await eventsOf(reader, [id])).get(id) ?? []
      return { alert, events, entries: await projectedByIds(reader, alert.entryIds) }
    })
    await enter(by, { action: Action.LOG_READ, code: 'alert:id' })
    return found
  }

const MOST_QUESTIONS = 100

/** What a supervisor is asked about the own agency, and not about themselves. */
export const questionsTo =
  ({ store }: Pick<ReadingDeps, 'store'>) =>
  ({ user, agency: agencyId, hub }: Worker): Promise<MovedAlert[]> =>
    store.read(async reader => {
      const asked = await askedOf(reader, { hub, agencyId }, MOST_QUESTIONS)
      return withEvents(
        reader,
        asked.filter(({ userId }) => userId !== user),
      )
    })

async function withEvents(reader: Parameters<typeof eventsOf>[0], alerts: readonly Alert[]): Promise<MovedAlert[]> {
  const events = await eventsOf(
    reader,
    alerts.map(({ id }) => id),
  )
  return alerts.map(alert => ({ alert, events: events.get(alert.id) ?? [] }))
}
