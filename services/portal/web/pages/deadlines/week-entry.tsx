import type { DeadlineItem } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useNow } from '../../app/use-now.ts'
import { heatOf } from '../../work/time.ts'

/** A deadline in a day of the week: the whole of it leads to its referral. Reached by Enter on the day. */
export function WeekEntry({ item }: { item: DeadlineItem }) {
  const { t, say, clock } = useWords()
  const now = useNow()
  const heat = heatOf(item.dueAt, now)
  const short: Readonly<Record<string, string>> = t.lists.short
  return (
    <li class={`key-${heat}`}>
      <a href={addressOf({ page: 'referral', id: item.referralId })} tabIndex={-1}>
        <time dateTime={item.dueAt}>{clock(item.dueAt)}</time> {say(item.text)}
        <span class="minor-label"> · {short[item.priority] ?? item.priority}</span>
        {heat === 'over' && <span class="hidden">, {t.time.heat.over}</span>}
      </a>
    </li>
  )
}
