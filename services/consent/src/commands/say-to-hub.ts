import { encode, holderNews } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { type StatementBody, statementBytes } from '../ports/hub-statement.ts'
import { addStatement } from '../store/hub-statements.ts'
import type { Deps } from './deps.ts'

/** For the consent service of a hub. Signed and sent once this has committed. What is for this hub itself is signed and kept. Answers its id. */
export async function sayToHub(
  { hub, newId }: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  { toHub, at }: { readonly toHub: string; readonly at: Date },
  body: StatementBody,
): Promise<string> {
  const statementId = newId()
  const bytes = statementBytes({ statementId, fromHub: hub, toHub, at }, body)
  await addStatement(tx, { statementId, fromHub: hub, toHub, bytes, at })
  return statementId
}

/** What somebody of an agency of this hub has to do or hear. */
export type HolderNewsCode =
  | 'recall'
  | 'recall-answered'
  | 'recall-overdue'
  | 'welfare-check'
  | 'order-check'
  | 'status-stale'
  | 'holder-suspended'

interface News {
  readonly agencyId: string
  readonly referralId: string
  readonly what: HolderNewsCode
  readonly at: Date
}

/** Each is told by itself: nothing has to come before it. */
export function tellAgency({ newId }: Pick<Deps, 'newId'>, tx: Transaction, { at, ...news }: News): void {
  const id = newId()
  tx.emit(encode(holderNews, news, { id, aggregateId: id, aggregateVersion: 1, occurredAt: at, correlationId: id }))
}
