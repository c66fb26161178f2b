import type { Store, Transaction } from '@amparo/store'
import { forgetIndex } from '../store/blind-index.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { findPackageIn, removePackageIn, type TakenIn } from '../store/packages-in.ts'
import { removeSubject, removeVersion } from '../store/records.ts'
import { removeSealedContents } from '../store/sealed-contents.ts'

export type { TakenIn }

/**
 * Destroys the key of what a package brought: from then on nobody reads it, whatever copies of the rows there are. One that was sent again
 * was added to what is there under the same key, which stays.
 */
export const destroyPackageKey =
  (store: Pick<Store, 'read'>, keys: DataKeys) =>
  async (packageId: string, fromHub: string): Promise<TakenIn | undefined> => {
    const found = await store.read(reader => findPackageIn(reader, packageId, fromHub))
    if (found !== undefined && found.addedVersion === undefined) await keys.destroy(found.subjectId)
    return found
  }

export async function removePackage(tx: Transaction, { packageId, subjectId, addedVersion }: TakenIn): Promise<void> {
  if (addedVersion === undefined) return removeSubject(tx, subjectId)
  await removeVersion(tx, subjectId, addedVersion)
  await removeSealedContents(tx, subjectId, packageId)
  await forgetIndex(tx, subjectId)
  await removePackageIn(tx, packageId)
}
