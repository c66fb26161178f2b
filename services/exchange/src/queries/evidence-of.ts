import type { Store } from '@amparo/store'
import { evidenceOfReferral, type Statement } from '../store/evidence.ts'

/** Statements about the package of a referral, for the agency that sent it or to which it came; empty for anybody else. */
export const evidenceOf =
  (store: Store) =>
  (referralId: string, agencyId: string): Promise<Statement[]> =>
    store.read(reader => evidenceOfReferral(reader, referralId, agencyId))
