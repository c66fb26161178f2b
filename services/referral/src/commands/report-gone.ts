import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { versionsInUse } from '../store/versions.ts'
import { messages } from './messages.ts'

interface GoneDeps {
  readonly store: Pick<Store, 'read'>
  readonly book: Book
  readonly log: Log
}

/** One line for each version of a protocol that is not in the folder any more, though referrals run under it: their clocks stand still. */
export const reportGone =
  ({ store, book, log }: GoneDeps) =>
  async (): Promise<void> => {
    for (const { protocol, version } of await store.read(versionsInUse))
      if (book.get(protocol, version) === undefined)
        messages['referral.protocol_gone'](log, { protocol, protocolVersion: version })
  }
