import type { DeadlineItem } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { Badge } from '../../ui/badge.tsx'
import { Due } from '../../ui/due.tsx'
import { PriorityBadge } from '../../ui/priority-badge.tsx'
import { AssignTo } from '../../work/assign-to.tsx'
import { useWork } from '../../work/context.tsx'
import { stateName } from '../../work/states.ts'

/** One deadline on a list: what has to be done, by when, by whom; and the way to it. */
export function DeadlineEntry({ item, changed }: { item: DeadlineItem; changed(): void }) {
  const words = useWords()
  const { t, say } = words
  const { protocols, may } = useSignedIn()
  const { colleagues } = useWork()
  const who = item.assignedTo.map(user => colleagues.name(user, words)).join(', ')
  return (
    <article class={`card entry priority-${item.priority}`}>
      <div>
        <h3>
          <a href={addressOf({ page: 'referral', id: item.referralId })}>{say(item.text)}</a>
        </h3>
        <p class="badges">
          <PriorityBadge priority={item.priority} />
          <Badge kind="plain">{stateName(protocols, item.protocol, item.state, words)}</Badge>
          <Badge kind={who ? 'plain' : 'turn'}>{who || t.list.unassigned}</Badge>
        </p>
        <p class="hint">{protocols.name(item.protocol, words)}</p>
        {may('referral:assign') && (
          <AssignTo referralId={item.referralId} what={say(item.text)} assignedTo={item.assignedTo} done={changed} />
        )}
      </div>
      <Due at={item.dueAt} />
    </article>
  )
}

/** Worst first, each once for each deadline. */
export const DeadlineList = ({ items, changed }: { items: readonly DeadlineItem[]; changed(): void }) => (
  <ul class="cards">
    {items.map(item => (
      <li key={`${item.referralId} ${item.deadline}`}>
        <DeadlineEntry item={item} changed={changed} />
      </li>
    ))}
  </ul>
)
