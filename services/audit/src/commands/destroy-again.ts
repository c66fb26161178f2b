import type { Store } from '@amparo/store'
import { refOfPersonKey } from '../domain/key-names.ts'
import type { DestroyedNames } from '../ports/destroyed-names.ts'
import { destroyedHashes, personKeysHashed } from '../store/half-keys.ts'
import { type ForgetDeps, forgetSubject } from './forget-subject.ts'

interface Deps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly keys: ForgetDeps
  readonly destroyed: DestroyedNames
}

/**
 * Before the log is written: who was erased and is there again, from a backup of the database, is forgotten again. Answers how many names
 * that were. Months that are past their time are pruned again by themselves.
 */
export async function destroyAgain({ store, keys, destroyed }: Deps): Promise<number> {
  const known = await destroyed.read()
  await destroyed.add((await store.read(destroyedHashes)).filter(of => !known.has(of)))
  const back = await store.read(reader => personKeysHashed(reader, [...known]))
  if (back.length > 0) await store.run(tx => forgetSubject(keys)(tx, back.map(refOfPersonKey)))
  return back.length
}
