import { type Recall as RecallMessage, timestampDate } from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { isSameAgency } from '../domain/agency.ts'
import { ANSWERS } from '../domain/recall.ts'
import { answerBody, kindOf, partyIn, type StatedBy, viewsStoppedBody } from '../ports/hub-statement.ts'
import { findGrant, lockGrant } from '../store/grants.ts'
import { submissionsOf } from '../store/permits.ts'
import { addRecall, findRecall, type NewRecall, saveSaid } from '../store/recalls.ts'
import type { Deps } from './deps.ts'
import { holdWithdrawals } from './end-linked.ts'
import { messages } from './messages.ts'
import { type RecallDeps, recallOnward } from './open-recalls.ts'
import { sayToHub, tellAgency } from './say-to-hub.ts'
import { settleIfAnswered } from './settle-recall.ts'

/**
 * From now on nothing is shown of what came by that referral, and the agency that has it must answer. One that comes before its package
 * holds too: the grant is not taken in then. Of a referral that came from elsewhere it says nothing.
 */
export async function takeRecall(
  deps: RecallDeps & Pick<Deps, 'log' | 'now'>,
  tx: Transaction,
  { statementId, fromHub, issuedAt }: StatedBy,
  message: RecallMessage,
): Promise<void> {
  const at = deps.now()
  const recall = recallIn(message, { fromHub, toHub: deps.hub, issuedAt, at })
  // To whom the person was passed on may be recalled by a withdrawal here at the same time: once is enough.
  await holdWithdrawals(tx)
  if (recall !== undefined) await lockGrant(tx, recall)
  const grant = recall && (await findGrant(tx, recall.referralId))
  const isOther = grant !== undefined && recall !== undefined && !isBetween(grant, recall)
  if (recall === undefined || isOther) {
    messages['statement.refused'](deps.log, { statementId, fromHub })
    return
  }
  const { recallId, referralId, holder } = recall
  // One that came before is answered again: the first word may be lost.
  if (!(await addRecall(tx, recall))) return repeat(deps, tx, recallId)
  if (grant === undefined) {
    // Nothing is here, and what is still to come is not taken in.
    await saveSaid(tx, { recallId, said: { answer: 'destroyed', at }, by: NOBODY, destroying: false })
    return settleIfAnswered(deps, tx, recallId, at)
  }
  tellAgency(deps, tx, { agencyId: holder.agencyId, referralId, what: 'recall', at })
  // What is known of the person here came with that grant, whatever else was agreed here.
  const passedOn = await submissionsOf(tx, grant.subjectId, holder.agencyId)
  await recallOnward(deps, tx, { recall, submissions: passedOn, at })
  await sayToHub(deps, tx, { toHub: fromHub, at }, viewsStoppedBody(recall, at))
}

/** In the place of a user's id: there was nothing that anybody could have had. */
const NOBODY = 'nothing-here'

async function repeat(deps: RecallDeps & Pick<Deps, 'now'>, tx: Transaction, recallId: string): Promise<void> {
  const known = await findRecall(tx, recallId)
  if (known === undefined) return
  const [at, answer] = [deps.now(), ANSWERS.find(code => code === known.state)]
  const body =
    answer === undefined ? viewsStoppedBody(known, at) : answerBody(known, { answer, onward: known.onward, at })
  await sayToHub(deps, tx, { toHub: known.from.hub, at }, body)
}

const isBetween = (grant: { from: NewRecall['from']; to: NewRecall['holder'] }, { from, holder }: NewRecall): boolean =>
  isSameAgency(grant.from, from) && isSameAgency(grant.to, holder)

interface Taken extends Pick<StatedBy, 'fromHub' | 'issuedAt'> {
  readonly toHub: string
  readonly at: Date
}

/** By the clock of the hub that recalls, as its grants are: which of them it ends is a matter of that one alone. What is done here is by this hub's. */
function recallIn(
  { recallId, referralId, from, to, kind, answerBy }: RecallMessage,
  { fromHub, toHub, issuedAt, at }: Taken,
): NewRecall | undefined {
  const [sender, holder, why] = [partyIn(from), partyIn(to), kindOf(kind)]
  if (sender === undefined || holder === undefined || why === undefined || answerBy === undefined) return undefined
  if (sender.hub !== fromHub || holder.hub !== toHub || ![recallId, referralId].every(isUuid)) return undefined
  return {
    ...{ recallId, referralId, kind: why, from: sender, holder, basisId: undefined, parentId: undefined },
    ...{ recalledAt: issuedAt, answerBy: timestampDate(answerBy), state: 'views_stopped', viewsStoppedAt: at },
  }
}
