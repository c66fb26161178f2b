import type { Store } from '@amparo/store'
import { findStaffNames, type StaffName } from '../store/accounts.ts'

/** How those are called who work for an agency. */
export const staffNames =
  ({ read }: Pick<Store, 'read'>) =>
  (agencyId: string): Promise<readonly StaffName[]> =>
    read(reader => findStaffNames(reader, agencyId))
