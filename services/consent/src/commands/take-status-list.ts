import type { StatusList } from '@amparo/contracts'
import { idsInBytes } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { StatedBy } from '../ports/hub-statement.ts'
import { saveStatusList } from '../store/grant-status.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

/** Which of that hub's grants stand. One that is not on the list does not. */
export async function takeStatusList(
  { now, log }: Pick<Deps, 'now' | 'log'>,
  tx: Transaction,
  { statementId, fromHub, issuedAt }: StatedBy,
  { sequence, inForce: bytes }: StatusList,
): Promise<void> {
  const inForce = idsInBytes(bytes)
  const receivedAt = now()
  // A list from the future would make every later one old.
  if (inForce === undefined || issuedAt.getTime() - receivedAt.getTime() > MOST_AHEAD_MS) {
    messages['statement.refused'](log, { statementId, fromHub })
    return
  }
  if (await saveStatusList(tx, { fromHub, sequence, issuedAt, receivedAt, inForce }))
    messages['status.heard'](log, { fromHub, grants: inForce.length })
}

const MOST_AHEAD_MS = 300_000
