import type { StatementReceived } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { ChildFacts, FindChild } from '../ports/child.ts'
import type { Directory } from '../ports/directory.ts'
import { isSignedBy, type SignedGrantBytes } from '../ports/grant-signature.ts'
import { type ReadStatement, readStatement } from '../ports/hub-statement.ts'
import { keepStatement } from '../store/hub-statements.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { takeAnswer } from './take-answer.ts'
import { takeChildRefused } from './take-child-refused.ts'
import { takeExclusions } from './take-exclusions.ts'
import { takeRecall } from './take-recall.ts'
import { takeRefusedElsewhere } from './take-refused-elsewhere.ts'
import { takeStatusList } from './take-status-list.ts'
import { receivedBy, takeWithdrawalElsewhere } from './take-withdrawal-elsewhere.ts'

/** Undefined: not signed by that hub, or not for this one. */
export type ExaminedStatement =
  | {
      readonly read: ReadStatement
      readonly signed: SignedGrantBytes
      /** Of whom this hub referred, where somebody said no. */
      readonly child: ChildFacts | undefined
    }
  | undefined

/** Whether the consent service of that hub has signed it, with a key that its jurisdiction vouches for. Outside of any transaction. */
export const examineStatement =
  (deps: Deps & { readonly directory: Directory; readonly findChild: FindChild }) =>
  async ({ fromHub, statement }: StatementReceived): Promise<ExaminedStatement> => {
    const signed = {
      bytes: statement?.signed?.statement ?? new Uint8Array(),
      signature: statement?.signed?.signature ?? '',
    }
    const signers = fromHub === '' || fromHub === deps.hub ? [] : await deps.directory.grantSigners(fromHub)
    if (!(await isSignedBy(signed, fromHub, signers, deps.now()))) return undefined
    const read = readStatement(signed.bytes, { fromHub, toHub: deps.hub })
    return read && { read, signed, child: await childIn(deps, fromHub, read) }
  }

/** What redaction knows of somebody who, or for whom somebody, said no in another hub. */
async function childIn(
  { store, findChild }: Deps & { readonly findChild: FindChild },
  fromHub: string,
  { body }: ReadStatement,
): Promise<ChildFacts | undefined> {
  const isNo = body.case === 'childRefused' || body.case === 'withdrawal' || body.case === 'consentRefused'
  const received = isNo ? await store.read(reader => receivedBy(reader, fromHub, body.value)) : undefined
  return received && findChild(received.subjectId)
}

/** Does what another hub's consent service says, once. What is not believed changes nothing, and is an alarm. */
export const takeStatement =
  (deps: Deps) =>
  async (tx: Transaction, { fromHub, statement }: StatementReceived, examined: ExaminedStatement): Promise<void> => {
    if (examined === undefined) {
      messages['statement.refused'](deps.log, { statementId: statement?.statementId ?? '', fromHub })
      return
    }
    const { read, signed, child } = examined
    const { statementId, issuedAt, body } = read
    const from = { statementId, fromHub, issuedAt }
    // Lists come again every few hours and say nothing about anybody: the last one is enough.
    if (body.case === 'statusList') return takeStatusList(deps, tx, from, body.value)
    if (!(await keepStatement(tx, { statementId, fromHub, toHub: deps.hub, at: issuedAt, ...signed }))) return
    if (body.case === 'recall') await takeRecall(deps, tx, from, body.value)
    if (body.case === 'recallAnswer') await takeAnswer(deps, tx, from, body.value)
    if (body.case === 'withdrawal') await takeWithdrawalElsewhere(deps, tx, from, body.value, child)
    if (body.case === 'childRefused') await takeChildRefused(deps, tx, from, body.value, child)
    if (body.case === 'consentRefused') await takeRefusedElsewhere(deps, tx, from, body.value, child)
    if (body.case === 'exclusions') await takeExclusions(deps, tx, from, body.value)
    messages['statement.taken'](deps.log, { statementId, fromHub, kind: body.case ?? '' })
  }
