import { DAY_MS } from '@amparo/kernel'
import type { Coded, Protocol, Run, Taken } from '@amparo/protocols'

/** Another use of what was sent, as its recipient asked for it and its sender answered, by the steps of their protocol. */
export interface AskedUse {
  /** As the protocol names it. */
  readonly use: string
  /** Its place among all that were asked for, from 1. */
  readonly n: number
  readonly state: 'asked' | 'permitted' | 'refused'
  /** Of one that was permitted: as the protocol names it; `announced` where telling is enough. */
  readonly how: string
  /** The end of the last day on which it is permitted, UTC. */
  readonly until?: Date
}

export const TO_DEFENCE = 'disclose-to-defence'
export const ASK = 'ask-permission'
export const PERMIT = 'permit-use'
export const REFUSE = 'refuse-use'

type Said = Pick<Taken, 'step' | 'data'>

/** The last answer to each use; one that has none was asked for. What clears an accused needs telling only, where a treaty lets it. */
export function usesOf({ entries }: Pick<Run, 'entries'>): AskedUse[] {
  const all = questionsIn(entries.filter(({ effective }) => effective).map(({ taken }) => taken))
  return [...Map.groupBy(all, ({ use }) => use).values()].flatMap(
    of => of.findLast(({ state }) => state !== 'asked') ?? of.slice(-1),
  )
}

/** Those that wait for an answer. What nobody answered before the referral was opened again is asked anew. */
export const openUses = ({ since }: Pick<Run, 'since'>): string[] =>
  questionsIn(since).flatMap(({ use, state }) => (state === 'asked' ? [use] : []))

/** Every question in its order, with what was answered. An answer is of the last one, or of the last about the use that it names. */
function questionsIn(steps: readonly Said[]): AskedUse[] {
  const all: AskedUse[] = []
  const answer = (named: Coded | undefined, said: Pick<AskedUse, 'state' | 'how' | 'until'>) => {
    const last = all.findLastIndex(({ use, state }) => state === 'asked' && (named === undefined || named === use))
    const asked = all[last]
    if (asked !== undefined) all[last] = { ...asked, ...said }
  }
  for (const { step, data } of steps) {
    const n = all.length + 1
    if (step === ASK) all.push({ use: String(data['use']), n, state: 'asked', how: '' })
    if (step === PERMIT) answer(data['use'], { state: 'permitted', how: String(data['permitted']), ...untilIn(data) })
    if (step === REFUSE) answer(data['use'], { state: 'refused', how: '' })
    if (step === 'announce-exculpatory' && data['allowedBy'] !== 'permission-given')
      all.push({ use: TO_DEFENCE, n, state: 'permitted', how: 'announced' })
  }
  return all
}

/** What may be asked for under that version of a protocol; empty: it has nobody asked. */
export function usesIn({ steps }: Protocol): string[] {
  const codes = valueIn(valueIn(steps[ASK]?.data?.['properties'], 'use'), 'enum')
  return Array.isArray(codes) ? codes.filter(code => typeof code === 'string') : []
}

const valueIn = (of: unknown, key: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, key) : undefined

const untilIn = ({ until }: Readonly<Record<string, Coded>>) =>
  typeof until === 'string' ? { until: new Date(Date.parse(`${until}T00:00:00Z`) + DAY_MS) } : {}
