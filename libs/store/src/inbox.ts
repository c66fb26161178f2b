import type { ServiceName } from '@amparo/contracts'
import type { Sql } from './sql.ts'
import type { Transaction } from './transaction.ts'

/** Which event of which source. Ids are unique within their source: no other can take one up. */
export interface EventKey {
  readonly source: ServiceName
  readonly eventId: string
}

/**
 * True once for each event: for the first transaction that commits. A concurrent one waits here until the first has
 * committed (then false) or rolled back (then true).
 */
export const takeIn = async ({ sql }: Transaction, { source, eventId }: EventKey): Promise<boolean> =>
  (await sql(`${INSERT} values ($1, $2, 'done') on conflict do nothing returning 1 as taken`, [source, eventId]))
    .length > 0

const INSERT = 'insert into inbox (source, event_id, outcome)'

export interface Refused {
  readonly source: ServiceName
  /** Undefined when the message does not even say which event it is. */
  readonly eventId: string | undefined
  readonly subject: string
  /** Why it was given up: a code, never text. */
  readonly code: string
  readonly message: Uint8Array
}

/** Keeps a message that is given up. It counts as handled, so it is not sent again. */
export async function keepRefused({ sql }: Transaction, refused: Refused): Promise<void> {
  const { source, eventId, subject, code, message } = refused
  if (eventId !== undefined) {
    const rows = await sql(`${INSERT} values ($1, $2, 'refused') on conflict do nothing returning 1 as taken`, [
      source,
      eventId,
    ])
    if (rows.length === 0) return
  }
  await sql('insert into dead_letter (source, event_id, subject, code, message) values ($1, $2, $3, $4, $5)', [
    source,
    eventId ?? null,
    subject,
    code,
    Buffer.from(message),
  ])
}

export interface Inbox {
  /** Which of these events of `source` were handled here, or given up. */
  covered(source: ServiceName, eventIds: readonly string[]): Promise<string[]>
}

export const inboxOn = (sql: Sql): Inbox => ({
  covered: async (source, eventIds) => {
    if (eventIds.length === 0) return []
    const rows = await sql<{ event_id: string }>(
      'select event_id from inbox where source = $1 and event_id = any ($2::uuid[])',
      [source, eventIds],
    )
    return rows.map(row => row.event_id)
  },
})
