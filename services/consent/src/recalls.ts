import type { Append } from '@amparo/asking'
import type { HttpApp } from '@amparo/http'
import type { Store } from '@amparo/store'
import { answerRecall } from './commands/answer-recall.ts'
import { checkOrder } from './commands/check-order.ts'
import type { Deps } from './commands/deps.ts'
import { pushStatus } from './commands/push-status.ts'
import { raiseAlarms } from './commands/raise-alarms.ts'
import { recallSuspended } from './commands/recall-suspended.ts'
import { sendStatements } from './commands/send-statements.ts'
import { settleDestruction } from './commands/settle-destruction.ts'
import { applyDueWithdrawals, checkWelfare } from './commands/settle-withdrawal.ts'
import { examineStatement, takeStatement } from './commands/take-statement.ts'
import { takeWithdrawal } from './commands/take-withdrawal.ts'
import { withdrawBasis } from './commands/withdraw-basis.ts'
import { onDestructionSettled } from './events/destruction-settled.ts'
import { onStatementReceived } from './events/statement-received.ts'
import { holdersRoute } from './http/holders.ts'
import { recallRoutes } from './http/recalls.ts'
import { withdrawBasisRoute } from './http/withdraw-basis.ts'
import { withdrawalRoutes } from './http/withdrawals.ts'
import type { Attest } from './ports/attestation.ts'
import type { FindChild } from './ports/child.ts'
import type { FindChildhoods } from './ports/childhoods.ts'
import type { Directory } from './ports/directory.ts'
import type { FindDuty } from './ports/duty.ts'
import type { SignGrant } from './ports/grant-signature.ts'
import { findHolders } from './queries/holders.ts'
import { listRecalls } from './queries/recalls.ts'
import { listWaiting } from './queries/waiting-withdrawals.ts'

interface RecallsDeps extends Deps {
  readonly store: Deps['store'] & Pick<Store, 'statement'>
  readonly append: Append
  readonly attest: Attest
  readonly findChild: FindChild
  readonly findChildhoods: FindChildhoods
  readonly findDuty: FindDuty
  readonly directory: Directory
  readonly signGrant: SignGrant
}

/** Adds what withdraws and what answers recalls; gives back what is to be subscribed, and what the clock does of it. */
export function addRecalls(http: HttpApp, deps: RecallsDeps) {
  const { store } = deps
  withdrawBasisRoute(http, withdrawBasis(deps), deps.now)
  const checks = { check: checkWelfare(deps), checkOrder: checkOrder(deps) }
  withdrawalRoutes(http, { take: takeWithdrawal(deps), ...checks, list: listWaiting(store) })
  recallRoutes(http, { say: answerRecall(deps), list: listRecalls(deps) })
  holdersRoute(http, findHolders(deps))
  return {
    subscriptions: [
      onStatementReceived(examineStatement(deps), takeStatement(deps)),
      onDestructionSettled(settleDestruction(deps)),
    ],
    /** What other hubs are to hear, as soon as it is said. Asked each second, while decisions wait: it is one statement, planned once. */
    sendStatements: sendStatements(deps),
    /** Takes a while where many people are in another hub. */
    pushStatus: pushStatus(deps),
    applyDueWithdrawals: applyDueWithdrawals(deps),
    recallSuspended: recallSuspended(deps),
    raiseAlarms: raiseAlarms(deps),
  }
}
