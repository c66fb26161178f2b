import type { Calendar, Due, Run, Text } from '@amparo/protocols'
import { after, DAY } from '../times.ts'
import { goneBackOf } from './gone-back.ts'
import { everyItemOf, type Item, type ItemTerm } from './items.ts'
import { nearOf } from './near.ts'
import { KEEP_LONGER, permissionsOf, standingOf, type UsePermission } from './permissions.ts'
import { phoneDue } from './phone-due.ts'
import { type Signed, type Step, sideHere } from './request.ts'

/** Deadlines that no protocol has: by the day that whoever handed something over has said, it is to be back, or destroyed. */
const DEADLINES = { returnBy: 'return-by', destroyBy: 'destroy-by' } as const satisfies Record<ItemTerm, string>
export const ITEM_DEADLINES: readonly string[] = Object.values(DEADLINES)

/** In the protocol's first versions no step says that it was done, so that it is not called for ever. */
const CALLED_AFTER_MS = 30 * DAY

/** A deadline with the moment from which nobody is called to it any more, done or not. Undefined: it runs until it is said to be done. */
export interface Ending extends Due {
  readonly ends: Date | undefined
}

interface Ours {
  readonly hub: string
  readonly calendar: Calendar
  readonly now: Date
}

/**
 * By when what was handed over has to go back or be destroyed, in whatever state the request is: it is whoever received it who is told before that
 * it is near, as of the clocks of a case; whoever handed it over hears when the day has passed. Items of one day are one thing to call about.
 * With leave to keep an item longer its day is that of the leave, or there is none; nor is there of what went back or was destroyed.
 */
export function itemTermsOf(request: Signed, run: Run<Step>, { hub, calendar, now }: Ours): Ending[] {
  const permissions = permissionsOf(run)
  const isReceiver = sideHere(request, hub) === 'sender'
  const goneBack = goneBackOf(run)
  const isSaid = run.protocol.steps['return-items'] !== undefined
  const all = everyItemOf(run).flatMap((item): Ending[] => {
    const term = goneBack(item) === undefined ? termOf(item, permissions) : undefined
    if (term === undefined) return []
    const { deadline, due, since } = term
    const ends = isSaid ? undefined : after(due, CALLED_AFTER_MS)
    if (ends !== undefined && ends <= now) return []
    // The day is what tells one from another: with another day it is called anew.
    const told = phoneDue({ deadline, owner: 'sender', since: due, due }, calendar, nearOf(due, since))
    const escalations = isReceiver ? told.escalations : [{ key: 'passed', at: due, do: 'supervisor' as const }]
    return [{ ...told, escalations, ends }]
  })
  const byDay = new Map(all.toReversed().map(one => [`${one.deadline} ${one.due.getTime()}`, one]))
  return [...byDay.values()].toSorted((a, b) => a.due.getTime() - b.due.getTime())
}

interface Term {
  readonly deadline: string
  readonly due: Date
  /** When it was known that it ends then. */
  readonly since: Date
}

function termOf(item: Item, permissions: readonly UsePermission[]): Term | undefined {
  const { id, term, useEnds, handedOverAt } = item
  if (term === undefined || useEnds === undefined) return undefined
  const deadline = DEADLINES[term]
  // As if no leave had run out: its end is what is looked for.
  const kept = standingOf(permissions, { item: id, use: KEEP_LONGER, to: undefined }, new Date(0))
  if (kept.state !== 'permitted') return { deadline, due: useEnds, since: handedOverAt }
  if (kept.until === undefined) return undefined
  const since = permissions.find(({ n }) => n === kept.n)?.answer?.at ?? handedOverAt
  return kept.until > useEnds ? { deadline, due: kept.until, since } : { deadline, due: useEnds, since: handedOverAt }
}

export const ITEM_TERM_TEXT: Readonly<Record<string, Text>> = {
  [DEADLINES.returnBy]: {
    es: 'Devolver lo entregado',
    en: 'Return what was handed over',
    fr: 'Restituer ce qui a été remis',
    pt: 'Devolver o que foi entregue',
  },
  [DEADLINES.destroyBy]: {
    es: 'Destruir lo entregado',
    en: 'Destroy what was handed over',
    fr: 'Détruire ce qui a été remis',
    pt: 'Destruir o que foi entregue',
  },
}
