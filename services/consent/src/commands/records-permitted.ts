import type { Reader } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import { recordsPermitted } from '../domain/permitted-use.ts'
import type { Policy } from '../domain/policy.ts'
import type { BasisRecord } from '../domain/record.ts'
import { type ImportedGrant, recordOfGrant } from '../domain/submission.ts'
import { findBasis } from '../store/bases.ts'
import { statusOfGrant } from '../store/grant-status.ts'
import { firstPassedTo, permittedUsesOf } from '../store/permitted-uses.ts'

interface Came {
  /** The one that was signed last first. */
  readonly came: readonly ImportedGrant[]
  readonly to: AgencyRef
  /** What the referral rests on that is asked about, where it was passed on already. */
  readonly cited: string | undefined
}

/** What came to this agency about a person, where whoever sent it has permitted that it is passed on: what it came on, for those alone. */
export async function recordsPermittedTo(
  reader: Reader,
  subjectId: string,
  { came, to, cited }: Came,
  policy: Policy,
): Promise<BasisRecord[]> {
  const all = await permittedUsesOf(reader, subjectId, to.agencyId)
  const records = all.map(async ({ referralId, basisId, uses }) => {
    // A referral that was sent again came on several.
    const grants = came.filter(one => one.referralId === referralId)
    const record = await recordOf(reader, basisId, { came: grants, to, cited }, policy)
    const basisIds = [basisId, ...grants.map(({ grantId }) => grantId)]
    const before = await firstPassedTo(reader, { basisIds, by: to, except: referralId })
    return record === undefined ? [] : recordsPermitted(record, uses, { hub: to.hub, before })
  })
  return (await Promise.all(records)).flat()
}

/** A grant of another hub, the one that was signed last unless it has been passed on by another; or what another agency of this one has recorded. */
async function recordOf(
  reader: Reader,
  basisId: string,
  { came, to, cited }: Came,
  policy: Policy,
): Promise<BasisRecord | undefined> {
  const grant = came.find(({ grantId }) => grantId === cited) ?? came[0]
  if (grant === undefined) return (await findBasis(reader, basisId))?.record
  return grant.to.hub === to.hub ? recordOfGrant(grant, 'audit', policy, await statusOfGrant(reader, grant)) : undefined
}
