import type { Reader, Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Recall } from '../domain/recall.ts'
import { findBasis } from '../store/bases.ts'
import { type Holding, holdingsOn } from '../store/holdings.ts'
import { onwardRecalls, recallsOfBasis } from '../store/recalls.ts'

/** One agency that got something on a basis, what became of that, and to whom it passed it on. */
export interface Holder extends Holding {
  /** Undefined: nothing was recalled. */
  readonly recall: Recall | undefined
  /** In this hub; of a holder in another, that hub's answer names them. */
  readonly onward: readonly Recall[]
}

/**
 * Everybody who has something on a basis, for the agency that recorded it. Throws consent_not_found for everybody else, as for an id that
 * does not exist.
 */
export const findHolders =
  ({ read }: Pick<Store, 'read'>) =>
  (basisId: string, agencyId: string): Promise<Holder[]> =>
    read(async reader => {
      const basis = await findBasis(reader, basisId)
      if (basis?.agencyId !== agencyId) throw errors.consent_not_found()
      const [holdings, recalls] = [await holdingsOn(reader, basisId, agencyId), await recallsOfBasis(reader, basisId)]
      const holders: Holder[] = []
      for (const holding of holdings) {
        const recall = recalls.find(({ referralId }) => referralId === holding.referralId)
        holders.push({ ...holding, recall, onward: recall === undefined ? [] : await below(reader, recall) })
      }
      return holders
    })

async function below(reader: Reader, { recallId }: Recall): Promise<Recall[]> {
  const all: Recall[] = []
  for (const child of await onwardRecalls(reader, recallId)) all.push(child, ...(await below(reader, child)))
  return all
}
