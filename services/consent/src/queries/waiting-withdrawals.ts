import type { Store } from '@amparo/store'
import type { Withdrawal } from '../domain/withdrawal.ts'
import { waitingWithdrawals } from '../store/withdrawals.ts'

/** Nobody has more at once: each takes effect within a day. */
const AT_MOST = 500

export const listWaiting =
  ({ read }: Pick<Store, 'read'>) =>
  (agencyId: string): Promise<Withdrawal[]> =>
    read(reader => waitingWithdrawals(reader, agencyId, AT_MOST))
