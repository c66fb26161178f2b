import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { hashOf } from '@amparo/protocols'
import type { Store } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { keepFile, keptFiles } from '../store/protocol-files.ts'
import { versionsInUse } from '../store/versions.ts'
import { messages } from './messages.ts'

interface RecallDeps {
  readonly store: Pick<Store, 'run'>
  readonly book: Book
  readonly log: Log
  readonly now: Clock
}

/**
 * At start: what this hub has kept of protocols goes before the folder's files, and every version under which referrals run is kept. One
 * line for each file that was taken out of the folder, was changed there, or is nowhere: under the last, clocks stand still.
 */
export const recallProtocols =
  ({ store, book, log, now }: RecallDeps) =>
  (): Promise<void> =>
    store.run(async tx => {
      for (const { protocol, version, content } of await keptFiles(tx)) {
        if (content === undefined) continue
        const file = book.get(protocol, version)
        const line = { protocol, protocolVersion: version }
        if (file === undefined) messages['referral.protocol_kept'](log, line)
        else if (hashOf(file) !== hashOf(content)) messages['referral.protocol_changed'](log, line)
        book.keep(content)
      }
      for (const { protocol, version } of await versionsInUse(tx)) {
        const file = book.get(protocol, version)
        if (file === undefined) messages['referral.protocol_gone'](log, { protocol, protocolVersion: version })
        else await keepFile(tx, file, now())
      }
    })
