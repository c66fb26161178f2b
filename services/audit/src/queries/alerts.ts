import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { readPage } from '@amparo/store'
import { enterLook } from '../commands/enter-look.ts'
import type { MovedAlert } from '../commands/move-alert.ts'
import { type ReadingDeps, readAsLogged, type ShownRow } from '../commands/read-as-logged.ts'
import { type SweepDeps, sweep } from '../commands/sweep.ts'
import type { Worker } from '../ports/own-log.ts'
import { type Alert, type AlertList, askedOf, eventsOf, findAlert, listAlerts } from '../store/alerts.ts'
import { projectedByIds } from '../store/projection.ts'

export interface AlertsDeps extends ReadingDeps, SweepDeps {
  readonly store: ReadingDeps['store'] & SweepDeps['store']
}

export interface AlertPage {
  readonly alerts: readonly MovedAlert[]
  /** There are others behind that one, in the order of that moment. */
  readonly next: Place | undefined
}

/** Where a page of the work list ended. */
export interface Place {
  readonly at: Date
  readonly id: string
}

/** The work list: what is overdue and grave first. */
export const workList =
  (deps: AlertsDeps) =>
  async (
    by: Worker,
    { state, limit, after }: Pick<AlertList, 'state' | 'limit'> & { readonly after: Place | undefined },
  ): Promise<AlertPage> => {
    await sweep(deps)
    const at = after?.at ?? deps.now()
    const page = await deps.store.read(async reader => {
      const asked = { state, now: at, after: after?.id }
      const { items, last } = await readPage(limit, most => listAlerts(reader, { ...asked, limit: most }))
      return { alerts: await withEvents(reader, items), next: last && { at, id: last.id } }
    })
    await deps.enter(by, { action: Action.LOG_READ, code: `alerts:${state}` })
    return page
  }

export interface WholeAlert extends MovedAlert {
  readonly entries: readonly ShownRow[]
}

/** With the entries that it speaks of. Throws not_found. */
export const oneAlert =
  (deps: ReadingDeps) =>
  async (by: Worker, id: string): Promise<WholeAlert> => {
    const { alert, events, rows } = await readAsLogged(deps, async reader => {
      const alert = await findAlert(reader, id)
      if (alert === undefined) throw httpErrors.not_found()
      const events = (await eventsOf(reader, [id])).get(id) ?? []
      return { alert, events, rows: await projectedByIds(reader, alert.entryIds) }
    })
    await enterLook(deps, by, { code: 'alert:id', shown: [...rows, { referralId: alert.referralId }] })
    return { alert, events, entries: rows }
  }

const MOST_QUESTIONS = 100

/**
 * What a supervisor is asked about the own agency, and not about themselves. In the log if there is anything. Undefined: it is what they were shown,
 * which pages ask again and again; then nothing is shown, and nothing is in the log.
 */
export const questionsTo =
  ({ store, enter }: Pick<ReadingDeps, 'store' | 'enter'>) =>
  async (by: Worker, isShown: (questions: readonly MovedAlert[]) => boolean): Promise<MovedAlert[] | undefined> => {
    const { user, agency: agencyId, hub } = by
    const questions = await store.read(async reader => {
      const asked = await askedOf(reader, { hub, agencyId }, MOST_QUESTIONS)
      return withEvents(
        reader,
        asked.filter(({ userId }) => userId !== user),
      )
    })
    if (isShown(questions)) return undefined
    if (questions.length > 0) await enter(by, { action: Action.LOG_READ, code: 'alert-questions' })
    return questions
  }

async function withEvents(reader: Parameters<typeof eventsOf>[0], alerts: readonly Alert[]): Promise<MovedAlert[]> {
  const events = await eventsOf(
    reader,
    alerts.map(({ id }) => id),
  )
  return alerts.map(alert => ({ alert, events: events.get(alert.id) ?? [] }))
}
