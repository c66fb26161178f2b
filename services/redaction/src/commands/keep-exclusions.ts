import type { Transaction } from '@amparo/store'
import { addExclusion, type Exclusion } from '../store/excluded.ts'

/** So that they hold also while consent is away. */
export async function keepExclusions(
  tx: Transaction,
  subjectId: string,
  exclusions: readonly Exclusion[],
): Promise<void> {
  for (const exclusion of exclusions) await addExclusion(tx, subjectId, exclusion)
}
