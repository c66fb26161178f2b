import { encode, packageBuilt, packageNotBuilt, type ReferralSubmitted, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { EventContext } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import type { BuiltPackage } from '../commands/build-package.ts'
import { holdCurrent } from '../commands/hold-current.ts'
import { messages } from '../commands/messages.ts'
import type { PackageReferral } from '../commands/seal-package.ts'
import { metaOf } from './meta-of.ts'

interface Told {
  readonly submitted: ReferralSubmitted
  readonly referral: PackageReferral
  readonly built: BuiltPackage
  /** How often it has been made, this time included. */
  readonly made: number
  readonly context: EventContext
}

/** Exchange carries it, or the sender is told why there is none. */
export async function tellBuilt(
  { newId, log }: { readonly newId: NewId; readonly log: Log },
  tx: Transaction,
  { submitted, referral, built, made, context }: Told,
): Promise<void> {
  const { referralId, from, to, priority } = referral
  const { correlationId } = context
  if ('code' in built) {
    tx.emit(encode(packageNotBuilt, { referralId, code: built.code }, metaOf(referralId, context, newId)))
    messages['package.not-built'](log, { referralId, toHub: to.hub, code: built.code, correlationId })
    return
  }
  await holdCurrent(tx, built.of)
  const { packageId, ciphertext, sha256, expiresAt, sealedTo, signedBy, grantedBy } = built
  const carried = { packageId, referralId, from, to, ciphertext, sha256, priority }
  const remake = { submitted, sealedTo, signedBy, grantedBy, made }
  const event = { ...carried, expiresAt: timestampFromDate(expiresAt), remake }
  tx.emit(encode(packageBuilt, event, metaOf(packageId, context, newId)))
  messages['package.built'](log, { packageId, referralId, toHub: to.hub, correlationId })
}

/** Undefined: it names no sender or no recipient. */
export function referralOf({ from, to, ...event }: ReferralSubmitted): PackageReferral | undefined {
  if (from === undefined || to === undefined) return undefined
  const parties = { from: { hub: from.hub, agencyId: from.agencyId }, to: { hub: to.hub, agencyId: to.agencyId } }
  const { referralId, subjectRef, protocol, priority, purpose, services } = event
  const { protocolId, protocolVersion, protocolHash, quick, fallback, itemCodes } = event
  return {
    ...{ ...parties, referralId, subjectRef, protocol, priority, purpose, services },
    ...{ protocolId, protocolVersion, protocolHash, quick, fallback, itemCodes },
  }
}
