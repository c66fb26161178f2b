import type { WorkApi } from '../../work/api.ts'
import type { DeadlineItem } from '../../work/views.ts'

const LIMIT = 100
const MOST = 500

export interface Deadlines {
  readonly items: readonly DeadlineItem[]
  /** There are more than these. */
  readonly cut: boolean
}

/** All that one look can take in; what is beyond that is said to be there. */
export async function loadDeadlines(
  api: Pick<WorkApi, 'deadlines'>,
  query: Readonly<Record<string, string | undefined>>,
): Promise<Deadlines> {
  const items: DeadlineItem[] = []
  let cursor: string | undefined
  do {
    const page = await api.deadlines({ ...query, limit: LIMIT, cursor })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && items.length < MOST)
  return { items, cut: cursor !== undefined }
}
