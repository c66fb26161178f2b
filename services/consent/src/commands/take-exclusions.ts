import type { ExclusionsNamed } from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { readExclusion } from '../ports/exclusions.ts'
import type { StatedBy } from '../ports/hub-statement.ts'
import { addToldExclusions } from '../store/exclusions.ts'
import { findGrant, lockGrant } from '../store/grants.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { tellRedaction } from './tell-redaction.ts'

/**
 * Whom a person who came by that referral never wants to know, as they have said in the hub from which they came. It holds from now on, also for
 * a package that is still to come.
 */
export async function takeExclusions(
  deps: Pick<Deps, 'newId' | 'log'>,
  tx: Transaction,
  { statementId, fromHub, issuedAt: at }: StatedBy,
  { referralId, excluded: named }: ExclusionsNamed,
): Promise<void> {
  const refuse = () => messages['statement.refused'](deps.log, { statementId, fromHub })
  if (!isUuid(referralId)) return refuse()
  await lockGrant(tx, { referralId })
  const grant = await findGrant(tx, referralId)
  if (grant !== undefined && grant.from.hub !== fromHub) return refuse()
  // Of a kind that is not known here: all whom it might mean.
  const excluded = named.map(one => readExclusion(one) ?? { hub: one.hub })
  await addToldExclusions(tx, { fromHub, referralId }, excluded, at)
  if (grant === undefined) return
  const { subjectId } = grant
  tellRedaction(deps, tx, { subjectId, excluded, because: statementId, at, correlationId: statementId })
}
