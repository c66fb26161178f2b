import type { Transaction } from '@amparo/store'
import { asItStood, type RefusedConsent, replacesRefusal, replacesTakenBack } from '../domain/refused-consent.ts'
import { basesKnownBy, markReplacing } from '../store/bases.ts'
import { consentsOf, type Named, refusalsOf } from '../store/refusals.ts'

/** What is on record of a person and nobody has confirmed yet waits for an independent person's review, where it replaces one of these. */
export async function markReplacingRefusals(
  tx: Transaction,
  person: Named,
  refusals: readonly RefusedConsent[],
): Promise<void> {
  for (const { record } of await pendingOf(tx, person))
    if (replacesRefusal(record, refusals)) await markReplacing(tx, record.id)
}

/** The same of all that the person, or who speaks for them, said no to, or had taken back by then: by one of records that were linked since. */
export async function markFollowingNo(tx: Transaction, person: Named): Promise<void> {
  await markReplacingRefusals(tx, person, await refusalsOf(tx, person))
  const consents = await consentsOf(tx, person)
  for (const { record } of await pendingOf(tx, person))
    if (replacesTakenBack(record, asItStood(consents, record.grantedAt))) await markReplacing(tx, record.id)
}

async function pendingOf(tx: Transaction, person: Named) {
  const known = await basesKnownBy(tx, person)
  return known.filter(({ record }) => record.withdrawnAt === undefined && record.confirmedAt === undefined)
}
