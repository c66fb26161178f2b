import type { Store } from '@amparo/store'
import { type Colleague, findColleagues } from '../store/accounts.ts'

/** Who works for an agency, so that work can be given to somebody by name. */
export const listColleagues =
  ({ read }: Pick<Store, 'read'>) =>
  (agencyId: string): Promise<readonly Colleague[]> =>
    read(reader => findColleagues(reader, agencyId))
