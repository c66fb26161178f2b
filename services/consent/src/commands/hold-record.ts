import type { Transaction } from '@amparo/store'
import type { BasisRecord } from '../domain/record.ts'
import { holdBasis } from '../store/bases.ts'
import { statusOfGrant } from '../store/grant-status.ts'
import { grantsOf, lockGrant } from '../store/grants.ts'

/** Keeps what a permit rests on as it is until the transaction ends; false if it is not so any more. */
export async function holdRecord(
  tx: Transaction,
  { id, version, origin }: BasisRecord,
  subjectId: string,
): Promise<boolean> {
  if (origin === 'recorded') return holdBasis(tx, id, version)
  const grant = (await grantsOf(tx, subjectId)).find(({ grantId }) => grantId === id)
  if (grant === undefined) return false
  await lockGrant(tx, grant)
  return (await statusOfGrant(tx, grant)).endedAt === undefined
}
