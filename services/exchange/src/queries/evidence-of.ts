import type { Store } from '@amparo/store'
import { type EvidenceRow, evidenceOfReferral } from '../store/evidence.ts'

/** Statements about the package of a referral, for the agency that sent it; empty for anybody else. */
export const evidenceOf =
  (store: Store) =>
  (referralId: string, agencyId: string): Promise<EvidenceRow[]> =>
    store.read(reader => evidenceOfReferral(reader, referralId, agencyId))
