import type { Transaction } from '@amparo/store'
import type { RefusedConsent } from '../domain/refused-consent.ts'
import { writeRefused } from '../ports/refused-elsewhere.ts'
import type { Deps } from './deps.ts'
import { originsOf } from './origins-of.ts'
import { sayToHub } from './say-to-hub.ts'

/**
 * Where the person came from, what would replace what they said no to waits for a review there as well. Who of this hub heard it, that hub cannot
 * know: it is said for the agency to which its referral went.
 */
export async function tellRefused(
  deps: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  refused: RefusedConsent & { readonly id: string; readonly subjectId: string; readonly refusedAt: Date },
  at: Date,
): Promise<void> {
  for (const { toHub, referralId, takenBy } of await originsOf(tx, refused.subjectId)) {
    const value = { ...writeRefused(refused), referralId, takenBy }
    await sayToHub(deps, tx, { toHub, at }, { case: 'consentRefused', value })
  }
}
