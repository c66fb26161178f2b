import { recordsLinked, recordsUnlinked } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { type linkRecords, unlinkRecords } from '../commands/link-records.ts'

/** Two custodians have found two records to be of one person. */
export const onRecordsLinked = (link: ReturnType<typeof linkRecords>) =>
  on(recordsLinked, ({ linkId, one, other }, tx, { occurredAt }) => link(tx, { linkId, one, other, at: occurredAt }))

export const onRecordsUnlinked = () => on(recordsUnlinked, ({ linkId }, tx) => unlinkRecords(tx, linkId))
