import type { Transaction } from '@amparo/store'
import { personKeyName } from '../domain/key-names.ts'
import { addErasure, type NewErasure } from '../store/erasures.ts'
import { type ForgetDeps, forgetSubject } from './forget-subject.ts'

/** What the log loses of a person is kept for a proof, without a trail, and then it is lost. */
export const eraseSubject = (keys: ForgetDeps) => {
  const forget = forgetSubject(keys)
  return async (tx: Transaction, erasure: Omit<NewErasure, 'keyNames'>): Promise<void> => {
    await addErasure(tx, { ...erasure, keyNames: erasure.subjectRefs.map(personKeyName) })
    await forget(tx, erasure.subjectRefs)
  }
}
