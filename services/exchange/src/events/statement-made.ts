import { statementMade } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { queueStatement } from '../commands/queue-statement.ts'

export const onStatementMade = (reaches: (hub: string) => Promise<boolean>, queue: ReturnType<typeof queueStatement>) =>
  on(
    statementMade,
    made => reaches(made.toHub),
    (made, tx, { id }, isReached) => queue(tx, id, made, isReached),
  )
