import type { ChildRefused } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import type { ChildFacts } from '../ports/child.ts'
import type { StatedBy } from '../ports/hub-statement.ts'
import type { Deps } from './deps.ts'
import { keepFinding } from './keep-finding.ts'
import { messages } from './messages.ts'
import { safeguard } from './safeguard.ts'
import { ANOTHER_HUB, receivedBy } from './take-withdrawal-elsewhere.ts'
import { tellWhoseChild } from './tell-whose-child.ts'

/**
 * Consent was refused for a child where the referral went: a child of this hub keeps somebody here, and of one who came the
 * hub is told from which they came. What an officer found there of the guardian counts here as if it had been found by one who only received them.
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
  const { subjectId, party } = received
  const at = deps.now()
  const isFound = refused.reason === 'guardian_conflict'
  const reason = isFound ? 'guardian_conflict' : 'consent_refused'
  if (isFound) await keepFinding(tx, { subjectId, subjectRef: anyRefOf(child), ...foundBy(party), foundAt: at })
  await safeguard(deps, tx, { subjectId, child, reason, correlationId: statementId })
  const said = { refusalId: refused.refusalId, subjectId, child, at }
  await tellWhoseChild(deps, tx, { ...said, ...(isFound && { reason: 'guardian_conflict' }) })
}

/** By any of them they are known by all. Undefined: they came here from another hub. */
const anyRefOf = ({ keepers: [keeper] }: ChildFacts): string | undefined => keeper?.subjectRef

/** Of that hub, which names no user. */
const foundBy = ({ hub, agencyId }: AgencyRef) => ({ hub, agencyId, userId: ANOTHER_HUB })
