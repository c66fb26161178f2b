import type { Transaction } from '@amparo/store'
import { type CameIn, lockGrant, removeGrant } from '../store/grants.ts'

/** As if it had never come: that it was decided on stays. */
export async function letGoOfGrant(tx: Transaction, came: CameIn): Promise<void> {
  await lockGrant(tx, came)
  await removeGrant(tx, came)
}
