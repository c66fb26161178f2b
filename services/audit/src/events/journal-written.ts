import { journalWritten } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { type TakeLineDeps, takeLine } from '../commands/take-journal-line.ts'

/**
 * What redaction did while this log or consent did not answer comes into the log after all. A line that is missing, or that says
 * otherwise than one that is there, is an entry of its own and an alarm; the line itself is kept all the same. Lines come in their
 * order, so a number that is missing when a later one comes was lost, or never told.
 */
export const onJournalWritten = (deps: TakeLineDeps) => {
  const take = takeLine(deps)
  return on(
    journalWritten,
    ({ line }) => take(line),
    (_, tx, __, remember) => remember(tx),
  )
}
