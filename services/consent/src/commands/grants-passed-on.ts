import type { Reader } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import type { Policy } from '../domain/policy.ts'
import type { BasisRecord } from '../domain/record.ts'
import { type ImportedGrant, recordPassedOn } from '../domain/submission.ts'
import { statusOfGrant } from '../store/grant-status.ts'
import { wasGivenOn } from '../store/grants.ts'

/** Grants of other hubs on which this agency was given a person, and that let it refer them further. */
export async function grantsPassedOn(
  reader: Reader,
  grants: readonly ImportedGrant[],
  to: AgencyRef,
  policy: Policy,
): Promise<BasisRecord[]> {
  const records = grants.map(async grant => {
    if (grant.onward === undefined || !(await wasGivenOn(reader, grant, to))) return []
    return recordPassedOn(grant, to, policy, await statusOfGrant(reader, grant)) ?? []
  })
  return (await Promise.all(records)).flat()
}
