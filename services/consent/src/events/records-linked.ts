import { recordsLinked, recordsUnlinked } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { type childOf, type linkRecords, unlinkRecords } from '../commands/link-records.ts'

/** Two custodians have found two records to be of one person. */
export const onRecordsLinked = (find: ReturnType<typeof childOf>, link: ReturnType<typeof linkRecords>) =>
  on(
    recordsLinked,
    event => find(event),
    ({ linkId, one, other }, tx, { occurredAt }, child) => link(tx, { linkId, one, other, at: occurredAt }, child),
  )

export const onRecordsUnlinked = () => on(recordsUnlinked, ({ linkId }, tx) => unlinkRecords(tx, linkId))
