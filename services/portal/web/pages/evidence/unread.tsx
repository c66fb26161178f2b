import type { EvidenceUnread } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'

/** What others wrote about a request that nobody of the own agency has opened: of which kind, by whom, and when the last came. */
export function Unread({ unread = [] }: { unread: readonly EvidenceUnread[] | undefined }) {
  const { t, moment } = useWords()
  const { agencies } = useSignedIn()
  const says = t.evidence.unread
  if (unread.length === 0) return null
  return (
    <ul class="notice" aria-label={says.title}>
      {unread.map(({ field, by, count, lastAt }) => (
        <li key={`${field} ${by.hub} ${by.agencyId}`}>
          {says[field](count)}, {agencies.name(by.agencyId)}, <time dateTime={lastAt}>{moment(lastAt)}</time>
        </li>
      ))}
    </ul>
  )
}
