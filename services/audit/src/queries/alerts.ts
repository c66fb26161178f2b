import { httpErrors } from '@amparo/http'
import { readPage } from '@amparo/store'
import { enterLook, FEW } from '../commands/enter-look.ts'
import type { MovedAlert } from '../commands/move-alert.ts'
import { type ReadingDeps, readAsLogged, type ShownRow } from '../commands/read-as-logged.ts'
import { type SweepDeps, sweep } from '../commands/sweep.ts'
import { supervised } from '../domain/alerts/alert-policy.ts'
import type { Worker } from '../ports/own-log.ts'
import { type Alert, type AlertList, askedOf, eventsOf, findAlert, listAlerts } from '../store/alerts.ts'
import { firstNamingIn, projectedByIds } from '../store/projection.ts'

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

/** The work list: what is overdue and grave first. That it was read is in the log before, in the trails of the few people whom it is about, too. */
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
    await enterLook(deps, by, { code: `alerts:${state}`, shown: await ofWhom(deps, page.alerts) })
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
 * What a supervisor is asked about the own agency, by auditors or by a rule, and not about themselves. In the log if there is anything, in the trails of whom it is about, too. Undefined: it is what they were shown,
 * which pages ask again and again; then nothing is shown, and nothing is in the log.
 */
export const questionsTo =
  (deps: AlertsDeps) =>
  async (by: Worker, isShown: (questions: readonly MovedAlert[]) => boolean): Promise<MovedAlert[] | undefined> => {
    const { user, agency: agencyId, hub } = by
    await sweep(deps)
    const rules = supervised(deps.policy).map(({ id }) => id)
    const questions = await deps.store.read(async reader => {
      const asked = await askedOf(reader, { hub, agencyId }, { rules, limit: MOST_QUESTIONS })
      return withEvents(
        reader,
        asked.filter(({ userId }) => userId !== user),
      )
    })
    if (isShown(questions)) return undefined
    if (questions.length > 0)
      await enterLook(deps, by, { code: 'alert-questions', shown: await ofWhom(deps, questions) })
    return questions
  }

/** Whom alerts are about that are shown without their entries, by what these say; and the referrals that they name themselves. */
async function ofWhom(deps: ReadingDeps, moved: readonly MovedAlert[]) {
  const entryIds = moved.flatMap(({ alert }) => alert.entryIds)
  const { rows } = await readAsLogged(deps, async reader => ({ rows: await firstNamingIn(reader, entryIds, FEW) }))
  return [...rows, ...moved.map(({ alert: { referralId } }) => ({ referralId }))]
}

async function withEvents(reader: Parameters<typeof eventsOf>[0], alerts: readonly Alert[]): Promise<MovedAlert[]> {
  const events = await eventsOf(
    reader,
    alerts.map(({ id }) => id),
  )
  return alerts.map(alert => ({ alert, events: events.get(alert.id) ?? [] }))
}
