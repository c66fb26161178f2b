import type { Reader } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import { recordsPermitted } from '../domain/permitted-use.ts'
import type { BasisRecord } from '../domain/record.ts'
import { type ImportedGrant, recordOfGrant } from '../domain/submission.ts'
import { findBasis } from '../store/bases.ts'
import { statusOfGrant } from '../store/grant-status.ts'
import { firstPassedTo, type PermittedUses, permittedUsesOf } from '../store/permitted-uses.ts'

/** What came to this agency about a person, where whoever sent it has permitted that it is passed on: what it came on, for those alone. */
export async function recordsPermittedTo(
  reader: Reader,
  subjectId: string,
  { came, to }: { readonly came: readonly ImportedGrant[]; readonly to: AgencyRef },
): Promise<BasisRecord[]> {
  const all = await permittedUsesOf(reader, subjectId, to.agencyId)
  const records = all.map(async of => {
    const record = await recordOf(reader, of, { came, to })
    const before = await firstPassedTo(reader, { basisId: of.basisId, by: to, except: of.referralId })
    return record === undefined ? [] : recordsPermitted(record, of.uses, { hub: to.hub, before })
  })
  return (await Promise.all(records)).flat()
}

/** A grant of another hub, or what another agency of this one has recorded. */
async function recordOf(
  reader: Reader,
  { basisId, referralId }: PermittedUses,
  { came, to }: { readonly came: readonly ImportedGrant[]; readonly to: AgencyRef },
): Promise<BasisRecord | undefined> {
  const grant = came.find(one => one.referralId === referralId)
  if (grant === undefined) return (await findBasis(reader, basisId))?.record
  return grant.to.hub === to.hub ? recordOfGrant(grant, 'audit', await statusOfGrant(reader, grant)) : undefined
}
