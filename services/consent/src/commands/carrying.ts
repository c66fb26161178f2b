import type { Reader } from '@amparo/store'
import { carriesAbroad, type SentPackage } from '../domain/carries-abroad.ts'
import { reaches } from '../domain/reach.ts'
import type { BasisRecord } from '../domain/record.ts'
import { packagesSentBy } from '../store/packages-abroad.ts'
import type { PermittedSubmission } from '../store/permits.ts'
import type { Deps } from './deps.ts'

export interface Carrying {
  /** Whether what an agency sent rests on a basis as it stands: inside the hub as far as it reaches, of what has left for another in everything that left. */
  readonly carries: (record: BasisRecord, submission: PermittedSubmission) => boolean
  /** Whether it was sent on it, or a package of it left on it. */
  readonly cites: (record: BasisRecord, submission: PermittedSubmission) => boolean
}

/** Of what one agency has sent about a person, and all that it has on record of them, in force or not. */
export async function carryingFor(
  reader: Reader,
  { subjectId, agencyId, records }: { subjectId: string; agencyId: string; records: readonly BasisRecord[] },
  { policy, hub, now }: Pick<Deps, 'policy' | 'hub'> & { readonly now: Date },
): Promise<Carrying> {
  const packages = Map.groupBy(await packagesSentBy(reader, subjectId, agencyId), ({ referralId }) => referralId)
  const leftOf = ({ referralId }: PermittedSubmission): readonly SentPackage[] => packages.get(referralId) ?? []
  return {
    carries: (record, submission) => {
      const left = leftOf(submission)
      if (left.length === 0) return reaches(record, submission.recipient, submission, policy, now)
      return left.every(sent => {
        const on = records.find(({ id }) => id === sent.basisId)
        return carriesAbroad(record, sent, on, { policy, hub, now })
      })
    },
    cites: ({ id }, submission) =>
      submission.basisId === id || leftOf(submission).some(({ basisId }) => basisId === id),
  }
}
