import type { Store } from '@amparo/store'
import { type SuspendedSender, suspendedSenders } from '../store/suspended-senders.ts'

/** Of which that agency was told. */
export const listSuspendedSenders =
  ({ read }: Pick<Store, 'read'>) =>
  (agencyId: string): Promise<SuspendedSender[]> =>
    read(reader => suspendedSenders(reader, agencyId))
