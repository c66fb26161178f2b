import type { Run } from '@amparo/protocols'
import { HOUR } from '../times.ts'
import { listOf, recordOf } from './coded-lists.ts'
import { handedOverBy, type Item } from './items.ts'
import type { Step } from './request.ts'

const GONE = { 'return-items': 'returned', 'destroy-items': 'destroyed' } as const
export const WAYS_OUT = Object.values(GONE)
type WayOut = (typeof WAYS_OUT)[number]
const RETURN = 'return-items'
const CONFIRM = 'confirm-return'
const DENY = 'deny-return'

/** What became of an item that was handed over: it is not with whoever received it any more. */
export interface GoneBack {
  readonly how: WayOut
  /** As whoever received it says, YYYY-MM-DD. */
  readonly day: string
  /** The step that says so. */
  readonly stated: Step
  /** What whoever had handed it over says of its return. Undefined: nothing yet, or it was destroyed. */
  readonly back: { readonly at: Date; readonly day: string; readonly condition: string } | undefined
}

type Keyed = Pick<Item, 'id' | 'sha256'>
const keyOf = ({ id, sha256 }: Keyed): string => `${id} ${sha256}`
const idOf = (key: string): string => key.slice(0, key.indexOf(' '))

/** Of each item that was handed over; undefined: it is with whoever received it. */
type Fates = ReadonlyMap<string, GoneBack | undefined>

/**
 * Which items went back or were destroyed: what is denied by whoever handed it over did not, and what is handed over again is there again. Both
 * hubs fold the same steps in the same order; a step that can be of nothing, as where both sides act at once, changes nothing.
 */
export function goneBackOf(run: Pick<Run<Step>, 'entries'>): (item: Keyed) => GoneBack | undefined {
  const fates = fatesOf(stepsOf(run))
  return item => fates.get(keyOf(item))
}

/** Returns that are answered for each of their items, and the answers: nobody owes one to them. */
export function settledReturnsOf(run: Pick<Run<Step>, 'entries'>): ReadonlySet<Step> {
  const steps = stepsOf(run)
  const fates = fatesOf(steps)
  const isOpen = (taken: Step) => [...fates.values()].some(fate => fate?.stated === taken && fate.back === undefined)
  return new Set(steps.filter(taken => (taken.step === RETURN ? !isOpen(taken) : isAnswer(taken))))
}

const isAnswer = ({ step }: Pick<Step, 'step'>): boolean => step === CONFIRM || step === DENY

/** Items that a step names and cannot be about, as things stand: not handed over, or said to have gone already. RFC 6901 pointers. */
export function strangersIn(run: Pick<Run<Step>, 'entries'>, asked: Pick<Step, 'step' | 'data'>): string[] {
  if (goneBy(asked.step) === undefined && !isAnswer(asked)) return []
  const fates = [...fatesOf(stepsOf(run))]
  return idsIn(asked).flatMap((id, i) =>
    fates.some(([key, fate]) => idOf(key) === id && isAbout(asked, fate)) ? [] : [`/items/${i}/item`],
  )
}

/** Wherever on earth it is already that day. */
const EARLIEST_MS = 14 * HOUR

/** A day on which something is said to have gone or come, and which has not begun. RFC 6901 pointers. */
export function daysAhead({ step, data: { day }, at }: Pick<Step, 'step' | 'data' | 'at'>): string[] {
  const isSaid = (goneBy(step) !== undefined || step === CONFIRM) && typeof day === 'string'
  return isSaid && Date.parse(`${day}T00:00:00Z`) > at.getTime() + EARLIEST_MS ? ['/day'] : []
}

const stepsOf = ({ entries }: Pick<Run<Step>, 'entries'>): Step[] =>
  entries.flatMap(({ taken, effective }) => (effective ? [taken] : []))

type Turn = (item: Keyed, act: GoneAct, by: Step) => void

function fatesOf(steps: readonly Step[], turned: Turn = () => {}): Fates {
  const fates = new Map<string, GoneBack | undefined>()
  const items = new Map<string, Keyed>()
  for (const taken of steps) {
    for (const item of handedOverBy(taken).map(keyedFrom)) {
      const key = keyOf(item)
      if (fates.get(key) !== undefined) turned(item, 'held_again', taken)
      fates.set(key, undefined)
      items.set(key, item)
    }
    const named = new Set(idsIn(taken))
    for (const [key, item] of items) {
      const fate = fates.get(key)
      if (!named.has(item.id) || !isAbout(taken, fate)) continue
      fates.set(key, nextOf(taken, fate))
      turned(item, actOf(taken), taken)
    }
  }
  return fates
}

/** As the contract and the chain of custody name them. */
type GoneAct = WayOut | 'came_back' | 'held_again'
const actOf = ({ step }: Pick<Step, 'step'>): GoneAct => goneBy(step) ?? (step === CONFIRM ? 'came_back' : 'held_again')

/** All that became of an item since it was handed over, in its order. */
interface ItemActs {
  readonly itemId: string
  readonly sha256: string
  readonly acts: readonly HeardAct[]
}
interface HeardAct {
  readonly act: GoneAct
  /** Here. */
  readonly at: Date
}

/** Of each item that has a file and of which more is said than was before. */
export function newlyGone(before: Pick<Run<Step>, 'entries'>, after: Pick<Run<Step>, 'entries'>): ItemActs[] {
  const [old, all] = [actsOf(before), actsOf(after)]
  return [...all].flatMap(([key, { item, acts }]) =>
    item.sha256 === undefined || said(acts) === said(old.get(key)?.acts)
      ? []
      : [{ itemId: item.id, sha256: item.sha256, acts }],
  )
}

const said = (acts: readonly HeardAct[] = []): string => acts.map(({ act }) => act).join()

function actsOf(run: Pick<Run<Step>, 'entries'>) {
  const all = new Map<string, { readonly item: Keyed; readonly acts: readonly HeardAct[] }>()
  fatesOf(stepsOf(run), (item, act, { receivedAt: at }) => {
    const { acts = [] } = all.get(keyOf(item)) ?? {}
    all.set(keyOf(item), { item, acts: [...acts, { act, at }] })
  })
  return all
}

/** Numbers of the items of which a step says that they went back, were destroyed, came back or did not, and of which it can say that. */
export function itemsGoneBy(run: Pick<Run<Step>, 'entries'>, of: Step): string[] {
  const ids = new Set<string>()
  if (goneBy(of.step) !== undefined || isAnswer(of))
    fatesOf(stepsOf(run), ({ id }, _, by) => {
      if (by === of) ids.add(id)
    })
  return [...ids]
}

function keyedFrom(one: unknown): Keyed {
  const { item, sha256 } = recordOf(one)
  return { id: String(item), sha256: typeof sha256 === 'string' ? sha256 : undefined }
}
const idsIn = ({ data }: Pick<Step, 'data'>): string[] => listOf(data['items']).map(one => keyedFrom(one).id)

const goneBy = (step: string): WayOut | undefined => Object.entries(GONE).find(([name]) => name === step)?.[1]

/** Whether a step can be about an item of which that was said last. */
function isAbout({ step }: Pick<Step, 'step'>, fate: GoneBack | undefined): boolean {
  if (goneBy(step) !== undefined) return fate === undefined
  if (fate === undefined || fate.back !== undefined) return false
  return step === DENY || (step === CONFIRM && fate.how === 'returned')
}

function nextOf(taken: Step, fate: GoneBack | undefined): GoneBack | undefined {
  const { step, data, at } = taken
  const day = String(data['day'])
  const how = goneBy(step)
  if (how !== undefined) return { how, day, stated: taken, back: undefined }
  if (fate === undefined || step === DENY) return undefined
  return { ...fate, back: { at, day, condition: String(data['condition']) } }
}
