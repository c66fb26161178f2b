import type { Transaction } from '@amparo/store'
import { personKeyName } from '../domain/key-names.ts'
import { destroyKeys } from '../store/half-keys.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { forgetProjected, holdPosition } from '../store/projection.ts'
import { forgetInRegisters } from '../store/registers.ts'

export type ForgetDeps = Pick<HalfKeys, 'destroying' | 'forget'>

/**
 * Destroys the keys under which the log keeps of which person an entry is, and what of them was seen; and takes that out of what is
 * searched, and the person out of registers. Leaves, proofs and who looked stay. What is written of them later is under a key that nobody
 * keeps.
 */
export const forgetSubject =
  ({ destroying, forget }: ForgetDeps) =>
  async (tx: Transaction, subjectRefs: readonly string[]): Promise<void> => {
    const names = subjectRefs.map(personKeyName)
    await destroying(names)
    await destroyKeys(tx, names)
    await holdPosition(tx)
    await forgetProjected(tx, subjectRefs)
    await forgetInRegisters(tx, subjectRefs)
    forget(names)
  }
