import { holdName, shareName, type Transaction } from '@amparo/store'

const EXCLUSIONS = 'exclusions'

/**
 * Until the transaction ends no package is permitted to leave for another hub: one that left before is seen here, one that leaves later knows
 * what is written now. After `holdWithdrawals` and before any row is locked, so that two never wait for one another.
 */
export const holdExclusions = (tx: Transaction): Promise<void> => holdName(tx, EXCLUSIONS)

/** Nobody is excluded meanwhile. */
export const shareExclusions = (tx: Transaction): Promise<void> => shareName(tx, EXCLUSIONS)
