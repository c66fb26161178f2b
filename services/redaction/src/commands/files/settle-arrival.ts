import { encode, fileRefused, fileStored } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { type ArrivalKey, type FileArrival, keepSealed, settleArrival } from '../../store/file-arrivals.ts'

interface Deps {
  readonly now: Clock
  readonly newId: NewId
}

/** The one statement about a whole file: it is kept. `sealedTo`: as it came, for an agency that holds that key itself. */
export async function stateStored(
  deps: Deps,
  tx: Transaction,
  arrival: ArrivalKey & Pick<FileArrival, 'sha256'>,
  sealedTo?: string,
): Promise<void> {
  const { deliveryId, fromHub } = arrival
  const sha256 = arrival.sha256 ?? ''
  if (sealedTo === undefined) await settleArrival(tx, arrival, { state: 'stored', code: '', at: deps.now() })
  else await keepSealed(tx, arrival, { sealedTo, at: deps.now() })
  tx.emit(encode(fileStored, { deliveryId, fromHub, sha256 }, metaOf(deps, arrival)))
}

/** Or it is not, and why. */
export async function stateRefused(deps: Deps, tx: Transaction, arrival: ArrivalKey, code: string): Promise<void> {
  const { deliveryId, fromHub } = arrival
  await settleArrival(tx, arrival, { state: 'refused', code, at: deps.now() })
  tx.emit(encode(fileRefused, { deliveryId, fromHub, code }, metaOf(deps, arrival)))
}

const metaOf = ({ newId, now }: Deps, { deliveryId }: ArrivalKey) => ({
  ...{ id: newId(), aggregateId: deliveryId, aggregateVersion: 1, occurredAt: now(), correlationId: deliveryId },
})
