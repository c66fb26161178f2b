import type { Reader, Transaction } from '@amparo/store'
import type { BasisRecord } from '../domain/record.ts'
import {
  asItStood,
  followsNo,
  heardOf,
  type RefusedConsent,
  replacesRefusal,
  type SaidNo,
} from '../domain/refused-consent.ts'
import { basesAwaitingReview, basesKnownBy, liftReplacing, markReplacing } from '../store/bases.ts'
import { tellAnew } from '../store/grant-status.ts'
import { isGuardianFound } from '../store/guardian-findings.ts'
import { type Named, type Sought, saidNoOf } from '../store/refusals.ts'

/**
 * What is on record of a person and nobody has confirmed yet waits for an independent person's review, where it replaces one of these. Other hubs
 * hear of it, also those that are just being told what stands.
 */
export async function markReplacingRefusals(
  tx: Transaction,
  person: Sought,
  refusals: readonly RefusedConsent[],
): Promise<void> {
  const replacing = (await pendingOf(tx, person)).filter(({ record }) => replacesRefusal(record, refusals))
  for (const { record } of replacing) await markReplacing(tx, record.id)
  if (replacing.length > 0) await tellAnew(tx, person)
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
export async function liftGuardiansNo(tx: Transaction, person: Sought, at: Date): Promise<void> {
  const said = await saidNoOf(tx, person)
  for (const { record } of await pendingOf(tx, person))
    if (waitsForGuardian(record, said)) await liftReplacing(tx, record.id, at)
}

/** Whether anything of the person's waits so. */
export async function hasGuardiansNo(reader: Reader, person: Sought): Promise<boolean> {
  const awaiting = await basesAwaitingReview(reader, person)
  if (awaiting.length === 0) return false
  const said = await saidNoOf(reader, person)
  return awaiting.some(({ record }) => waitsForGuardian(record, said))
}

function waitsForGuardian(record: BasisRecord, said: SaidNo): boolean {
  const follows = (no: SaidNo) => followsNo(record, asOf(no, record.grantedAt))
  return record.replacesRefusal === true && follows(said) && !follows(heardOf(said, { guardianConflict: true }))
}

const asOf = ({ refusals, consents }: SaidNo, at: Date): SaidNo => ({ refusals, consents: asItStood(consents, at) })

async function pendingOf(tx: Transaction, person: Sought) {
  const known = await basesKnownBy(tx, person)
  return known.filter(({ record }) => record.withdrawnAt === undefined && record.confirmedAt === undefined)
}
