import { idOfHex } from '@amparo/kernel'
import type { State } from './delivery.ts'
import { DAY } from './times.ts'

/** A message by the books of the hub that sent it. */
export interface Line {
  readonly messageId: string
  /** Hex, of its bytes. */
  readonly sha256: string
  readonly state: LineState
}
export type LineState = 'under_way' | 'delivered' | 'refused' | 'expired'

/** The same by the books of the hub to which it went. */
export interface Had {
  readonly messageId: string
  readonly sha256: string
  /** What this hub has stated of it in the end. */
  readonly stated: 'delivered' | 'refused' | null
}

export const DIFFERENCES = ['not_here', 'not_sent', 'other_content', 'other_outcome'] as const
export interface Difference {
  readonly messageId: string
  readonly kind: (typeof DIFFERENCES)[number]
}

/** Of every message at most one difference, the graver. `had`: all that this hub has of the same day and the same ids. */
export function compare(lines: readonly Line[], had: readonly Had[]): Difference[] {
  const here = new Map(had.map(row => [row.messageId, row]))
  const told = new Set(lines.map(({ messageId }) => messageId))
  return [
    ...lines.flatMap(line => differenceOf(line, here.get(line.messageId)) ?? []),
    ...had.flatMap(({ messageId }) => (told.has(messageId) ? [] : [{ messageId, kind: 'not_sent' as const }])),
  ]
}

function differenceOf({ messageId, sha256, state }: Line, had: Had | undefined): Difference | undefined {
  // What never came may still come, or has been given up.
  if (had === undefined)
    return state === 'delivered' || state === 'refused' ? { messageId, kind: 'not_here' } : undefined
  if (had.sha256 !== sha256) return { messageId, kind: 'other_content' }
  return agrees(state, had.stated) ? undefined : { messageId, kind: 'other_outcome' }
}

/** What is not final here may have been given up there, and what was stated here may be on its way. */
function agrees(state: LineState, stated: Had['stated']): boolean {
  if (state === 'under_way') return true
  return state === 'expired' ? stated === null : state === stated
}

/** Evidence has no line: it is about others. */
export function lineState(state: State): LineState {
  switch (state) {
    case 'waiting':
    case 'relayed':
      return 'under_way'
    case 'delivered':
    case 'sent':
      return 'delivered'
    case 'refused':
    case 'expired':
      return state
  }
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export interface Part {
  /** Both included. Between them the parts hold every id there can be. */
  readonly fromId: string
  readonly toId: string
  readonly lines: readonly Line[]
}

/** A day in parts of at most so many lines; one that is empty is told too. `lines`: in the order of their ids. */
export function partsOf(lines: readonly Line[], most: number): Part[] {
  const count = Math.max(1, Math.ceil(lines.length / most))
  return Array.from({ length: count }, (_, i) => {
    const part = lines.slice(i * most, (i + 1) * most)
    const before = lines[i * most - 1]?.messageId
    return {
      fromId: before === undefined ? FIRST_ID : idAfter(before),
      toId: i === count - 1 ? LAST_ID : (part.at(-1)?.messageId ?? LAST_ID),
      lines: part,
    }
  })
}

/** The next id in the order of ids. */
function idAfter(id: string): string {
  const next = BigInt(`0x${id.replaceAll('-', '')}`) + 1n
  return idOfHex(next.toString(16).padStart(32, '0'))
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
export const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`)
export const dayAfter = (day: string): string => dayOf(new Date(startOf(day).getTime() + DAY))

/** A day that is one, and of which the books can have been closed when the message was sent, not long ago. */
export function isTold(day: string, sentAt: Date, longestDays: number): boolean {
  const start = startOf(day).getTime()
  const age = sentAt.getTime() - start
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && age >= DAY && age <= (longestDays + 3) * DAY
}
