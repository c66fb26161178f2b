import { isUuid } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { sentAndOpen } from '../store/under-way.ts'

/** Of these, those that an agency of this hub has sent and that have not ended. */
export const underWay =
  ({ read }: Pick<Store, 'read'>, hub: string) =>
  (referralIds: readonly string[]): Promise<string[]> =>
    read(reader => sentAndOpen(reader, hub, referralIds.filter(isUuid)))
