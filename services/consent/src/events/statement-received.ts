import { statementReceived } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { examineStatement, takeStatement } from '../commands/take-statement.ts'

/** The consent service of another hub has something to say. */
export const onStatementReceived = (
  examine: ReturnType<typeof examineStatement>,
  take: ReturnType<typeof takeStatement>,
) =>
  on(
    statementReceived,
    event => examine(event),
    (event, tx, _, examined) => take(tx, event, examined),
  )
