import type { Client, RecallView } from '@amparo/client'

/** What waits for an answer of the own agency, a short list: what is due first stands first. */
export async function openRecalls(client: Pick<Client, 'recalls'>): Promise<readonly RecallView[]> {
  const all: RecallView[] = []
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await client.recalls(cursor)
    all.push(...items)
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
  return all.toSorted((a, b) => a.answerBy.localeCompare(b.answerBy))
}
