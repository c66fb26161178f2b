import type { Transaction } from '@amparo/store'
import { endBasesOf } from '../store/bases.ts'

/** Of a person who is gone, by the names that agencies had for them. */
export const endBases = (tx: Transaction, subjectRefs: readonly string[], at: Date): Promise<void> =>
  endBasesOf(tx, subjectRefs, at)
