import { denials } from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Transaction } from '@amparo/store'
import type { Permit } from '../domain/permit.ts'
import { isVoid, restOn } from '../store/permits.ts'

/**
 * A referral rests on a permit from now on. Whoever calls has locked the referral, or claimed its id, and stores it in this transaction:
 * a withdrawal that comes first has made the permit void, one that comes later finds the referral. Throws consent_withdrawn, or
 * statement_invalid once the permit's time is over: what was made void is not remembered for ever.
 */
export async function usePermit(tx: Transaction, referralId: string, permit: Permit, now: Date): Promise<void> {
  if (permit.expiresAt <= now) throw cryptoErrors.statement_invalid()
  if (await isVoid(tx, permit.id)) throw denials.consent_withdrawn()
  await restOn(tx, referralId, permit.id)
}
