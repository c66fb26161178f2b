import type { Transaction } from '@amparo/store'
import { isBarred, type Protocols } from '../queries/protocol-rules.ts'
import { barFromIndex } from '../store/blind-index.ts'
import { addKnownReferral } from '../store/known-referrals.ts'
import { findShare } from '../store/shares.ts'
import { isSame } from './open-case.ts'
import type { PackageReferral } from './seal-package.ts'

/** A referral of this hub's rests on a person from now on. One under a reference that is not its sender's is not remembered. */
export async function rememberReferral(
  tx: Transaction,
  { subjectRef, ...terms }: PackageReferral,
  forms: Protocols,
): Promise<void> {
  const share = await findShare(tx, subjectRef)
  if (share === undefined || !isSame(share.agency, terms.from)) return
  await addKnownReferral(tx, { ...terms, subjectId: share.subjectId, shareId: share.shareId })
  if (isBarred(forms, terms)) await barFromIndex(tx, share.subjectId)
}
