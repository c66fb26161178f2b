import type { Transaction } from '@amparo/store'
import { findPackageIn } from '../store/packages-in.ts'
import { removeSealedBefore } from '../store/sealed-contents.ts'

/** Its grant stands, so it stays: of what came before it only this hub could open is kept. */
export async function keepGranted(tx: Transaction, packageId: string, fromHub: string): Promise<void> {
  const found = await findPackageIn(tx, packageId, fromHub)
  if (found) await removeSealedBefore(tx, found.subjectId, found.addedVersion)
}
