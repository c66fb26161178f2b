import { idsInBytes, type StatusList, timestampDate } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { StatedBy } from '../ports/hub-statement.ts'
import { type Prolonged, saveStatusList } from '../store/grant-status.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

/** Which of that hub's grants stand. One that is not on the list does not. */
export async function takeStatusList(
  { now, log }: Pick<Deps, 'now' | 'log'>,
  tx: Transaction,
  { statementId, fromHub, issuedAt }: StatedBy,
  { sequence, inForce: bytes, prolonged: longer }: StatusList,
): Promise<void> {
  const inForce = idsInBytes(bytes)
  const prolonged = longer.map(readProlonged).filter(one => one !== undefined)
  // Of one grant one thing: the database takes no two.
  const isWhole = new Set(prolonged.map(({ grantId }) => grantId)).size === longer.length
  const receivedAt = now()
  // A list from the future would make every later one old.
  if (inForce === undefined || !isWhole || issuedAt.getTime() - receivedAt.getTime() > MOST_AHEAD_MS) {
    messages['statement.refused'](log, { statementId, fromHub })
    return
  }
  if (await saveStatusList(tx, { fromHub, sequence, issuedAt, receivedAt, inForce, prolonged }))
    messages['status.heard'](log, { fromHub, grants: inForce.length })
}

const MOST_AHEAD_MS = 300_000

function readProlonged({ grantId: bytes, until }: StatusList['prolonged'][number]): Prolonged | undefined {
  const [grantId, ...rest] = idsInBytes(bytes) ?? []
  if (grantId === undefined || rest.length > 0 || until === undefined) return undefined
  return { grantId, until: timestampDate(until) }
}
