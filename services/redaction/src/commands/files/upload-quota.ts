import type { Transaction } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import { bytesBegunSince, holdUploads } from '../../store/files.ts'
import type { AgencyKey } from '../../store/shares.ts'
import { dayBefore } from '../search-quota.ts'

/**
 * So many bytes may one agency begin to send in 24 hours: the disk is everybody's, and a full one stops every referral of the hub. Throws
 * `upload_quota_reached`.
 */
export async function holdUploadQuota(
  tx: Transaction,
  quota: number,
  { by, size, at }: { readonly by: AgencyKey; readonly size: number; readonly at: Date },
): Promise<void> {
  await holdUploads(tx, by)
  if ((await bytesBegunSince(tx, by, dayBefore(at))) + size > quota) throw errors.upload_quota_reached()
}
