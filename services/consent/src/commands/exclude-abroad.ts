import type { Transaction } from '@amparo/store'
import { bars, type Exclusion } from '../domain/agency.ts'
import { exclusionsBody } from '../ports/hub-statement.ts'
import { packagesAbroad } from '../store/packages-abroad.ts'
import type { RecallDeps } from './open-recalls.ts'
import { sayToHub } from './say-to-hub.ts'
import { stopReferrals } from './stop-referrals.ts'

interface Excluding {
  readonly subjectId: string
  readonly excluded: readonly Exclusion[]
  readonly at: Date
  readonly correlationId: string
}

/**
 * What left before the person named them holds too: each hub that has something of the person, by whichever of linked records, is told of its
 * own people, and an agency that is barred itself is recalled. The caller holds the exclusions. No hub passes on to a third one what came to it.
 */
export async function excludeAbroad(
  deps: RecallDeps,
  tx: Transaction,
  { subjectId, excluded, at, correlationId }: Excluding,
): Promise<void> {
  const barred: string[] = []
  for (const { referralId, recipient } of await packagesAbroad(tx, subjectId)) {
    const theirs = excluded.filter(({ hub }) => hub === recipient.hub)
    if (theirs.length === 0) continue
    await sayToHub(deps, tx, { toHub: recipient.hub, at }, exclusionsBody(referralId, theirs))
    if (theirs.some(one => bars(one, recipient, undefined))) barred.push(referralId)
  }
  await stopReferrals(deps, tx, barred, { at, correlationId })
}
