import type { Reader } from '@amparo/store'
import { carryingFor } from '../commands/carrying.ts'
import type { Deps } from '../commands/deps.ts'
import { errors } from '../domain/errors.ts'
import type { Recall } from '../domain/recall.ts'
import { isExpired } from '../domain/record.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { findBasis, recordsOf } from '../store/bases.ts'
import { type Holding, holdingsOn } from '../store/holdings.ts'
import { submissionsOf } from '../store/permits.ts'
import { isRecalledSinceItLeft, onwardRecalls, recallsOfBasis } from '../store/recalls.ts'

/** One agency that got something on a basis, what became of that, and to whom it passed it on. */
export interface Holder extends Holding {
  /** The newest. Undefined: nothing was recalled. */
  readonly recall: Recall | undefined
  /** In this hub; of a holder in another, that hub's answer names them. */
  readonly onward: readonly Recall[]
}

type HoldersDeps = Pick<Deps, 'store' | 'policy' | 'hub' | 'now'>

/**
 * Everybody who has something on a basis, for the agency that recorded it. Throws consent_not_found for everybody else, as for an id that
 * does not exist.
 */
export const findHolders =
  (deps: HoldersDeps) =>
  (basisId: string, agencyId: string): Promise<Holder[]> =>
    deps.store.read(async reader => {
      const basis = await findBasis(reader, basisId)
      if (basis?.agencyId !== agencyId) throw errors.consent_not_found()
      const carried = await carriedBy(deps, reader, basis)
      const holdings = await holdingsOn(reader, { basisId, agencyId, carried })
      const recalls = await recallsOfBasis(reader, basisId)
      const holders: Holder[] = []
      for (const holding of holdings) {
        const recall = recalls.findLast(({ referralId }) => referralId === holding.referralId)
        holders.push({ ...holding, recall, onward: recall === undefined ? [] : await below(reader, recall) })
      }
      return holders
    })

/** Referrals that were sent on something else of the agency, which has ended, and that go on on this one. */
async function carriedBy(deps: HoldersDeps, reader: Reader, { record, subjectId, agencyId }: RecordedBasis) {
  const [records, now] = [await recordsOf(reader, subjectId, agencyId), deps.now()]
  const { carries } = await carryingFor(reader, { subjectId, agencyId, records }, { ...deps, now })
  const ended = records.filter(one => one.withdrawnAt !== undefined || isExpired(one, now)).map(({ id }) => id)
  const sent = await submissionsOf(reader, subjectId, agencyId)
  const carried: string[] = []
  for (const one of sent) {
    if (!one.isLast || !ended.includes(one.basisId) || !carries(record, one)) continue
    if (!(await isRecalledSinceItLeft(reader, one.referralId))) carried.push(one.referralId)
  }
  return carried
}

async function below(reader: Reader, { recallId }: Recall): Promise<Recall[]> {
  const all: Recall[] = []
  for (const child of await onwardRecalls(reader, recallId)) all.push(child, ...(await below(reader, child)))
  return all
}
