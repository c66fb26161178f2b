import type { Client, DeadlineItem, DeadlineQuery } from '@amparo/client'

const LIMIT = 100
const MOST = 500

export interface Deadlines {
  readonly items: readonly DeadlineItem[]
  /** There are more than these. */
  readonly cut: boolean
}

/** All that one look can take in; what is beyond that is said to be there. */
export async function loadDeadlines(
  client: Pick<Client, 'deadlines'>,
  query: Omit<DeadlineQuery, 'cursor' | 'limit'>,
): Promise<Deadlines> {
  const items: DeadlineItem[] = []
  let cursor: string | undefined
  do {
    const page = await client.deadlines({ ...query, limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && items.length < MOST)
  return { items, cut: cursor !== undefined }
}
