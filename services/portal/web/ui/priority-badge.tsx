import { useWords } from '../app/context.ts'
import { Badge } from './badge.tsx'

/** Short on lists; what it stands for says the referral itself. */
export function PriorityBadge({ priority }: { priority: string }) {
  const { t, code } = useWords()
  const short: Readonly<Record<string, string>> = t.lists.short
  return <Badge kind={priority}>{short[priority] ?? code('priority', priority)}</Badge>
}
