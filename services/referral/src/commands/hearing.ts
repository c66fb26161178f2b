import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Book } from '../domain/book.ts'

/** What every command that an event brings is given. It runs in the transaction of the event's inbox row. */
export interface Hearing {
  readonly newId: NewId
  readonly hub: string
  readonly log: Log
  readonly book: Book
}

/** When the news became true, and of which chain of events it is. */
export interface News {
  readonly at: Date
  readonly correlationId: string
}
