import { encode, fileOpened } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { FileArrival } from '../../store/file-arrivals.ts'

interface Deps {
  readonly store: Pick<Store, 'run'>
  readonly now: Clock
  readonly newId: NewId
}

/** The sender's hub states that it was retrieved. Comes after the entry in the log. */
export const tellFileOpened = (
  { store, now, newId }: Deps,
  { deliveryId, fromHub }: Pick<FileArrival, 'deliveryId' | 'fromHub'>,
  correlationId: string,
): Promise<void> =>
  store.run(async tx => {
    const meta = { id: newId(), aggregateId: deliveryId, aggregateVersion: 2, occurredAt: now(), correlationId }
    tx.emit(encode(fileOpened, { deliveryId, fromHub }, meta))
  })
