import { statementMade } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { queueStatement } from '../commands/queue-statement.ts'

export const onStatementMade = (queue: ReturnType<typeof queueStatement>) =>
  on(statementMade, (made, tx, { id }) => queue(tx, id, made))
