import type { Store, Transaction } from '@amparo/store'
import type { DataKeys } from '../store/data-keys.ts'
import { findPackageIn } from '../store/packages-in.ts'
import { removeSubject } from '../store/records.ts'

/** Destroys the key of what a package brought: from then on nobody reads it, whatever copies of the rows there are. */
export const destroyPackageKey =
  (store: Pick<Store, 'read'>, keys: DataKeys) =>
  async (packageId: string, fromHub: string): Promise<string | undefined> => {
    const found = await store.read(reader => findPackageIn(reader, packageId, fromHub))
    if (found !== undefined) await keys.destroy(found.subjectId)
    return found?.subjectId
  }

export const removePackage = (tx: Transaction, subjectId: string): Promise<void> => removeSubject(tx, subjectId)
