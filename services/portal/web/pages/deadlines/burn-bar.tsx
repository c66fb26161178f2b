import type { DeadlineItem } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { useNow } from '../../app/use-now.ts'
import { heats } from '../../work/burning.ts'

/** How much burns, in words and as a bar whose parts are as long as they are many. */
export function BurnBar({ items, label }: { items: readonly DeadlineItem[]; label: string }) {
  const { t } = useWords()
  const now = useNow()
  const found = heats(items, now)
  if (found.length === 0) return null
  return (
    <div class="burn">
      <svg viewBox={`0 0 ${items.length} 1`} preserveAspectRatio="none" aria-hidden="true">
        {found.map(([heat, count], i) => {
          const before = found.slice(0, i).reduce((sum, [, n]) => sum + n, 0)
          return <rect key={heat} class={`fill-${heat}`} x={before} y="0" width={count} height="1" />
        })}
      </svg>
      <ul aria-label={label}>
        {found.map(([heat, count]) => (
          <li key={heat} class={`key-${heat}`}>
            {t.time.count[heat](count)}
          </li>
        ))}
      </ul>
    </div>
  )
}
