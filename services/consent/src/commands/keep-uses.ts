import { timestampDate, type UsesMoved } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { findGrant } from '../store/grants.ts'
import { findSubmission } from '../store/permits.ts'
import { savePermittedUses } from '../store/permitted-uses.ts'

/** Which other uses the sender of a referral has permitted its recipient, where that is an agency of this hub. */
export const keepUses =
  ({ hub }: { readonly hub: string }) =>
  async (tx: Transaction, { referralId, uses }: Pick<UsesMoved, 'referralId' | 'uses'>, at: Date): Promise<void> => {
    const came = await cameOn(tx, referralId)
    if (came?.to.hub !== hub) return
    const permitted = uses.filter(({ state }) => state === 'permitted')
    const { subjectId, basisId, to } = came
    const of = permitted.map(({ use, how, until }) => ({ use, how, until: until && timestampDate(until) }))
    await savePermittedUses(tx, { referralId, subjectId, agencyId: to.agencyId, basisId, uses: of }, at)
  }

async function cameOn(tx: Transaction, referralId: string) {
  const grant = await findGrant(tx, referralId)
  if (grant !== undefined) return { subjectId: grant.subjectId, basisId: grant.grantId, to: grant.to }
  const submission = await findSubmission(tx, referralId)
  return submission && { subjectId: submission.subjectId, basisId: submission.basisId, to: submission.recipient }
}
