import type { ChildRefused } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { ChildFacts } from '../ports/child.ts'
import type { StatedBy } from '../ports/hub-statement.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { safeguard } from './safeguard.ts'
import { receivedBy } from './take-withdrawal-elsewhere.ts'
import { tellWhoseChild } from './tell-whose-child.ts'

/**
 * Consent was refused for a child where the referral went: a child of this hub keeps somebody here, and of one who came the
 * hub is told from which they came.
 */
export async function takeChildRefused(
  deps: Pick<Deps, 'hub' | 'newId' | 'log' | 'now'>,
  tx: Transaction,
  { statementId, fromHub }: StatedBy,
  refused: ChildRefused,
  child: ChildFacts | undefined,
): Promise<void> {
  const received = await receivedBy(tx, fromHub, refused)
  if (received === undefined || child === undefined) {
    messages['statement.refused'](deps.log, { statementId, fromHub })
    return
  }
  const { subjectId } = received
  await safeguard(deps, tx, { subjectId, child, reason: 'consent_refused', correlationId: statementId })
  await tellWhoseChild(deps, tx, { refusalId: refused.refusalId, subjectId, child, at: deps.now() })
}
