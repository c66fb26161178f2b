import type { Store } from '@amparo/store'
import { type Colleague, findColleagues } from '../store/accounts.ts'
import { type Departed, findDeparted } from '../store/departures.ts'

/** Who works for an agency, so that work can be given to somebody by name. */
export const listColleagues =
  ({ read }: Pick<Store, 'read'>) =>
  (agencyId: string): Promise<readonly Colleague[]> =>
    read(reader => findColleagues(reader, agencyId))

const MOST = 200

/** Who worked for an agency, so that what they left open is found by their name. */
export const listDeparted =
  ({ read }: Pick<Store, 'read'>) =>
  (agencyId: string): Promise<readonly Departed[]> =>
    read(reader => findDeparted(reader, agencyId, MOST))
