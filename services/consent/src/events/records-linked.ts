import { recordsLinked, recordsUnlinked } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { type isOfChild, type linkRecords, unlinkRecords } from '../commands/link-records.ts'

/** Two custodians have found two records to be of one person. */
export const onRecordsLinked = (isChild: ReturnType<typeof isOfChild>, link: ReturnType<typeof linkRecords>) =>
  on(
    recordsLinked,
    event => isChild(event),
    ({ linkId, one, other }, tx, { occurredAt }, minor) => link(tx, { linkId, one, other, at: occurredAt }, minor),
  )

export const onRecordsUnlinked = () => on(recordsUnlinked, ({ linkId }, tx) => unlinkRecords(tx, linkId))
