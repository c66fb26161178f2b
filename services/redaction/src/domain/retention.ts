import { DAY_MS } from '@amparo/kernel'
import type { Standing } from './erasure.ts'

/** Kinds of what is held of a person. */
export const RETAINED_KINDS = ['form', 'package', 'assessment', 'message', 'statement'] as const
export type RetainedKind = (typeof RETAINED_KINDS)[number]

/** Days for which the law has each kind kept, from when the latest of it was stored. */
export type Retention = Readonly<Record<RetainedKind, number>>

export const NO_RETENTION: Retention = { form: 0, package: 0, assessment: 0, message: 0, statement: 0 }

const PART = /^([a-z]+)=(\d{1,5})$/

/** Reads "form=1825,package=365"; what is not named is kept for no time of its own. Undefined if it cannot be read. */
export function readRetention(text: string): Retention | undefined {
  const days = { ...NO_RETENTION }
  for (const part of text.split(',').filter(Boolean)) {
    const [, kind, number] = PART.exec(part.trim()) ?? []
    const known = RETAINED_KINDS.find(one => one === kind)
    if (known === undefined) return undefined
    days[known] = Number(number)
  }
  return days
}

export type Latest = Readonly<Partial<Record<RetainedKind, Date>>>

/** What the law still has kept at that time. */
export function retained(latest: Latest, retention: Retention, now: Date): Standing[] {
  const ends = RETAINED_KINDS.flatMap(kind => {
    const at = latest[kind]
    return at === undefined ? [] : [at.getTime() + retention[kind] * DAY_MS]
  })
  const until = Math.max(0, ...ends)
  return until > now.getTime() ? [{ code: 'statutory_retention', until: new Date(until) }] : []
}
