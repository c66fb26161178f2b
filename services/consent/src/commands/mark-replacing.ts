import type { Transaction } from '@amparo/store'
import {
  asItStood,
  followsNo,
  heardOf,
  type RefusedConsent,
  replacesRefusal,
  type SaidNo,
} from '../domain/refused-consent.ts'
import { basesKnownBy, liftReplacing, markReplacing } from '../store/bases.ts'
import { isGuardianFound } from '../store/guardian-findings.ts'
import { type Named, saidNoOf } from '../store/refusals.ts'

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
export async function markFollowingNo(
  tx: Transaction,
  person: Named,
  { guardianConflict, at }: { readonly guardianConflict: boolean; readonly at: Date },
): Promise<void> {
  // By one of the two it may have been found.
  const child = {
    guardianConflict: guardianConflict || (await isGuardianFound(tx, person.subjectId, person.subjectRef)),
  }
  const no = heardOf(await saidNoOf(tx, person), child)
  for (const { record } of await pendingOf(tx, person))
    if (followsNo(record, asOf(no, record.grantedAt))) await markReplacing(tx, record.id)
  if (child.guardianConflict) await liftGuardiansNo(tx, person, at)
}

/** A guardian was found to be part of the harm: what waits for a review for the sake of their no alone waits no longer (rules: Children). */
export async function liftGuardiansNo(tx: Transaction, person: Named, at: Date): Promise<void> {
  const said = await saidNoOf(tx, person)
  const heard = heardOf(said, { guardianConflict: true })
  for (const { record } of await pendingOf(tx, person)) {
    const follows = (no: SaidNo) => followsNo(record, asOf(no, record.grantedAt))
    if (record.replacesRefusal === true && follows(said) && !follows(heard)) await liftReplacing(tx, record.id, at)
  }
}

const asOf = ({ refusals, consents }: SaidNo, at: Date): SaidNo => ({ refusals, consents: asItStood(consents, at) })

async function pendingOf(tx: Transaction, person: Named) {
  const known = await basesKnownBy(tx, person)
  return known.filter(({ record }) => record.withdrawnAt === undefined && record.confirmedAt === undefined)
}
