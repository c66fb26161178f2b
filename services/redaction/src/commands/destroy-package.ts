import type { Transaction } from '@amparo/store'
import { forgetIndex } from '../store/blind-index.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { findPackageIn, removePackageIn, restsOnOthers, type TakenIn } from '../store/packages-in.ts'
import { holdReferral } from '../store/recalls.ts'
import { ownKeyOf, removeSubject, removeVersion } from '../store/records.ts'
import { removeSealedContents } from '../store/sealed-contents.ts'

export interface LetGo {
  readonly packageId: string
  readonly referralId: string
  readonly fromHub: string
}

/**
 * Destroys what a package brought, the key first: from then on nobody reads it, whatever copies of the rows there are. Where the same referral
 * was sent again, whichever is let go of, what the other brought stays, and the person's key with it; what came later has a key of its own besides.
 * Answers whether there was anything.
 */
export const destroyPackage =
  (keys: Pick<DataKeys, 'destroy'>) =>
  async (tx: Transaction, { packageId, referralId, fromHub }: LetGo): Promise<boolean> => {
    // Another one of it is joined before or after, and finds then whether there is what it is to be joined to.
    await holdReferral(tx, { referralId, fromHub })
    const found = await findPackageIn(tx, packageId, fromHub)
    if (found === undefined) return false
    const ownKey = await ownKeyOf(tx, found.subjectId, found.addedVersion)
    if (ownKey) await keys.destroy(ownKey)
    if (await restsOnOthers(tx, found)) await removePackage(tx, found)
    else {
      await keys.destroy(found.subjectId)
      await removeSubject(tx, found.subjectId)
    }
    return true
  }

async function removePackage(tx: Transaction, { packageId, subjectId, addedVersion }: TakenIn): Promise<void> {
  await removeVersion(tx, subjectId, addedVersion)
  await removeSealedContents(tx, subjectId, addedVersion)
  await forgetIndex(tx, subjectId)
  await removePackageIn(tx, packageId)
}
