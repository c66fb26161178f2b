import type { Transaction } from '@amparo/store'
import { tellAnew } from '../store/grant-status.ts'
import { addGuardianFinding, type Finding } from '../store/guardian-findings.ts'
import { holdWithdrawals } from './end-linked.ts'
import { liftGuardiansNo } from './mark-replacing.ts'

/**
 * It counts from now on, also for what was said before: the guardian's no binds no more (rules: Children), and other hubs hear that nothing stands on
 * their yes.
 */
export async function keepFinding(tx: Transaction, finding: Finding): Promise<void> {
  await holdWithdrawals(tx)
  await addGuardianFinding(tx, finding)
  await tellAnew(tx, finding)
  await liftGuardiansNo(tx, finding, finding.foundAt)
}
