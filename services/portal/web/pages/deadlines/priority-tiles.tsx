import type { DeadlineItem } from '@amparo/client'
import { useWords } from '../../app/context.ts'

/** How many of each priority are late, and how many are nobody's: where it burns, before any of it is read. */
export function PriorityTiles({ items }: { items: readonly DeadlineItem[] }) {
  const { t, codesOf } = useWords()
  const short: Readonly<Record<string, string>> = t.lists.short
  const tiles = codesOf('priority').map(
    priority =>
      [priority, short[priority] ?? priority, items.filter(item => item.priority === priority).length] as const,
  )
  const nobodys = items.filter(({ assignedTo }) => assignedTo.length === 0).length
  return (
    <dl class="tiles" aria-label={t.overdue.summary}>
      {[...tiles, ['nobody', t.overdue.nobody, nobodys] as const].map(([kind, name, count]) => (
        <div key={kind} class={count > 0 ? `tile tile-${kind}` : 'tile'}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
