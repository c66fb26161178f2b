import type { Reader } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import type { Policy } from '../domain/policy.ts'
import { type BasisRecord, standsIn } from '../domain/record.ts'
import { recordsOf, recordsPassedOn } from '../store/bases.ts'
import { recordsPermittedTo } from './records-permitted.ts'

interface Sent {
  readonly subjectId: string
  /** Of this hub. */
  readonly sender: AgencyRef
  /** What it was sent on, maybe another agency's. */
  readonly basisId: string
}

/** All that could carry what an agency has sent, in force or not: its own, and what stands in the place of that by which another agency let it. */
export async function recordsBehind(
  reader: Reader,
  { subjectId, sender, basisId }: Sent,
  policy: Policy,
): Promise<BasisRecord[]> {
  const own = await recordsOf(reader, subjectId, sender.agencyId)
  const passed = await recordsPassedOn(reader, subjectId, sender)
  const permitted = await recordsPermittedTo(reader, subjectId, { came: [], to: sender, cited: basisId }, policy)
  return [...own, ...[...passed, ...permitted].filter(record => standsIn(record, basisId))]
}
