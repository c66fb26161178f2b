import type { Store } from '@amparo/store'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { basesUnder } from '../store/bases.ts'

/** What an agency has on record for a person, under its own reference: newest first, so many at most. */
const MOST = 100

/** Nothing for another agency's reference, as for one that does not exist. */
export const basesOf =
  ({ read }: Pick<Store, 'read'>) =>
  (subjectRef: string, agencyId: string): Promise<RecordedBasis[]> =>
    read(reader => basesUnder(reader, { subjectRef, agencyId, limit: MOST }))
