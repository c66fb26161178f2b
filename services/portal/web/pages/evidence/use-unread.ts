import type { EvidenceUnread } from '@amparo/client'
import { useState } from 'preact/hooks'

type Kind = EvidenceUnread['field']

export interface UnreadHere {
  readonly waiting: readonly EvidenceUnread[]
  waits(kind: Kind): boolean
  /** All of that kind was opened on this page: the hub hears of it a moment later. */
  opened(kind: Kind): void
}

/** What of a request waits to be read, as the hub said last, but for what was opened here since. */
export function useUnread(unread: readonly EvidenceUnread[] = []): UnreadHere {
  const [read, setRead] = useState<Partial<Record<Kind, string>>>({})
  const waiting = unread.filter(({ field, lastAt }) => lastAt > (read[field] ?? ''))
  return {
    waiting,
    waits: kind => waiting.some(({ field }) => field === kind),
    opened: kind => {
      const last = waiting.flatMap(({ field, lastAt }) => (field === kind ? [lastAt] : [])).toSorted()
      setRead(before => ({ ...before, [kind]: last.at(-1) ?? before[kind] ?? '' }))
    },
  }
}
