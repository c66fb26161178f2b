import type { Run } from '@amparo/protocols'
import { DAY } from '../times.ts'
import { listOf, recordOf } from './coded-lists.ts'
import type { Step } from './request.ts'

export const TO_DEFENCE = 'disclose-to-defence'
/** Past the day by which it was to be returned or destroyed. */
export const KEEP_LONGER = 'keep-longer'

export const PERMITTED = ['as-asked', 'without-identity-of-victims', 'once-only'] as const
type Permitted = (typeof PERMITTED)[number]

/** Undefined: of all items. */
type Items = ReadonlySet<string> | undefined

type UseAnswer = { readonly at: Date } & (
  | { readonly permitted: Permitted; readonly until: Date | undefined; readonly items: Items }
  | { readonly permitted: undefined; readonly reason: string; readonly reasonsSent: boolean }
)

/** Another use of what came, as the asking side asked for it and as the other answered. */
export interface UsePermission {
  /** Its place among all that were asked for, from 1. */
  readonly n: number
  readonly use: string
  /** The hub of the state it is to be passed to. */
  readonly to: string | undefined
  readonly items: Items
  readonly askedAt: Date
  /** Undefined: it is not answered yet. */
  readonly answer: UseAnswer | undefined
}

/** What was handed over in answer is asked for by whoever asked for it; what came with the request by whoever it was asked of. */
export type Asked = 'items' | 'annexes'
const STEPS = {
  items: { ask: 'ask-use', permit: 'permit-use', refuse: 'refuse-use' },
  annexes: { ask: 'ask-annex-use', permit: 'permit-annex-use', refuse: 'refuse-annex-use' },
} as const

/** Answers come in the order of what was asked: an answer is of the first that has none, on both sides alike; of nothing that was asked, it is none. */
export function permissionsOf({ since: steps }: Pick<Run<Step>, 'since'>, about: Asked = 'items'): UsePermission[] {
  const permissions: UsePermission[] = []
  for (const step of steps) {
    if (step.step === STEPS[about].ask) permissions.push(askedFrom(step, permissions.length + 1))
    const open = answers(step) === about ? permissions.findIndex(({ answer }) => answer === undefined) : -1
    const asked = permissions[open]
    if (asked !== undefined) permissions[open] = { ...asked, answer: answerFrom(step) }
  }
  return permissions
}

/** The steps of questions that are answered, and of the answers. */
export function settledOf(run: Pick<Run<Step>, 'since'>): ReadonlySet<Step> {
  const settled = ABOUT.flatMap(about => {
    const permissions = permissionsOf(run, about)
    const asked = run.since.filter(({ step }) => step === STEPS[about].ask)
    return asked.filter((_, i) => permissions[i]?.answer !== undefined)
  })
  return new Set([...settled, ...run.since.filter(step => answers(step) !== undefined)])
}

/** Undefined: it is no answer. */
export const answers = ({ step }: Pick<Step, 'step'>): Asked | undefined =>
  ABOUT.find(about => step === STEPS[about].permit || step === STEPS[about].refuse)
const ABOUT = ['items', 'annexes'] as const

export const asksForAnnex = ({ step }: Pick<Step, 'step'>): boolean => step === STEPS.annexes.ask

const askedFrom = ({ data, at }: Step, n: number): UsePermission => ({
  ...{ n, use: String(data['use']), items: itemsIn(data), askedAt: at, answer: undefined },
  to: typeof data['to'] === 'string' ? data['to'] : undefined,
})

function answerFrom({ step, data, at }: Step): UseAnswer {
  if (step === STEPS.items.refuse || step === STEPS.annexes.refuse) {
    const { reason, reasonsSent } = data
    return { at, permitted: undefined, reason: String(reason), reasonsSent: reasonsSent === true }
  }
  const { permitted, until } = data
  const how = PERMITTED.find(one => one === permitted) ?? 'as-asked'
  return { at, permitted: how, until: endOf(until), items: itemsIn(data) }
}

/** The end of that day, UTC. */
export const endOf = (day: unknown): Date | undefined =>
  typeof day === 'string' ? new Date(Date.parse(`${day}T00:00:00Z`) + DAY) : undefined

function itemsIn(data: Readonly<Record<string, unknown>>): Items {
  const named = listOf(data['items']).map(one => String(recordOf(one)['item']))
  return named.length === 0 ? undefined : new Set(named)
}

const isOf = (items: Items, item: string): boolean => items === undefined || items.has(item)

interface Wanted {
  readonly item: string
  readonly use: string
  /** Of `pass-to-other-state`. */
  readonly to: string | undefined
}

export interface Permission {
  readonly state: 'permitted'
  readonly n: number
  readonly how: Permitted
  /** The end of the last day on which it stands. */
  readonly until: Date | undefined
}
type Standing = Permission | { readonly state: 'refused' | 'asked' | 'none' }

/** The last answer to a request for that use of that item; what was permitted for a time that is over, and what was never asked for, is `none`. */
export function standingOf(permissions: readonly UsePermission[], { item, use, to }: Wanted, now: Date): Standing {
  const of = permissions.filter(one => one.use === use && one.to === to && isOf(one.items, item))
  const last = of.findLast(({ answer }) => answer !== undefined)
  const isAsked = of.at(-1)?.answer === undefined && of.length > 0
  const { answer } = last ?? {}
  if (last !== undefined && answer?.permitted !== undefined && isOf(answer.items, item)) {
    const { permitted: how, until } = answer
    if (until === undefined || now < until) return { state: 'permitted', n: last.n, how, until }
    return { state: isAsked ? 'asked' : 'none' }
  }
  if (isAsked) return { state: 'asked' }
  return { state: last === undefined ? 'none' : 'refused' }
}
