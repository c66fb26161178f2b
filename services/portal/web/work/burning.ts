import type { DeadlineItem } from '@amparo/client'
import { dayOf } from './days.ts'
import { type Heat, heatOf } from './time.ts'

const PRIORITIES: readonly string[] = ['emergency', 'urgent', 'normal']
const rank = (priority: string) => {
  const found = PRIORITIES.indexOf(priority)
  return found < 0 ? PRIORITIES.length : found
}

/** What is worst first: emergencies before others, and of the same kind what has waited longest. */
export const worstFirst = (items: readonly DeadlineItem[]): readonly DeadlineItem[] =>
  items.toSorted((a, b) => rank(a.priority) - rank(b.priority) || a.dueAt.localeCompare(b.dueAt))

export const byDay = (items: readonly DeadlineItem[]): ReadonlyMap<string, readonly DeadlineItem[]> =>
  Map.groupBy(items, ({ dueAt }) => dayOf(new Date(dueAt)))

/** How many of each heat, the worst first; none of which there is none. */
export function heats(items: readonly DeadlineItem[], now: Date): readonly (readonly [Heat, number])[] {
  const count = new Map<Heat, number>()
  for (const { dueAt } of items) {
    const heat = heatOf(dueAt, now)
    count.set(heat, (count.get(heat) ?? 0) + 1)
  }
  return (['over', 'now', 'soon', 'later'] as const).flatMap(heat => {
    const found = count.get(heat)
    return found === undefined ? [] : [[heat, found] as const]
  })
}

/** Each colleague with what is theirs; what is two colleagues' stands with both, what is nobody's with undefined. */
export function byColleague(
  items: readonly DeadlineItem[],
): readonly (readonly [userId: string | undefined, items: readonly DeadlineItem[]])[] {
  const groups = new Map<string | undefined, DeadlineItem[]>()
  for (const item of items)
    for (const user of item.assignedTo.length === 0 ? [undefined] : item.assignedTo)
      groups.set(user, [...(groups.get(user) ?? []), item])
  return [...groups].toSorted(
    ([a, x], [b, y]) => Number(a !== undefined) - Number(b !== undefined) || y.length - x.length,
  )
}
