import { encode, packageBuilt, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import type { Party } from '../ports/decision.ts'
import type { BuiltPackage } from './build-package.ts'
import { messages } from './messages.ts'

export interface Supplement {
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  readonly built: BuiltPackage
  readonly at: Date
  readonly correlationId: string
  /** How often it has been made, this time included. Default: once. */
  readonly made?: number
}

/** Exchange carries it, or the operator reads why there is none. The referral goes on either way. */
export function tellSupplement(
  { newId, log }: { readonly newId: NewId; readonly log: Log },
  tx: Transaction,
  { referralId, from, to, built, at, correlationId, made = 1 }: Supplement,
): void {
  if ('code' in built) {
    messages['package.not-built'](log, { referralId, toHub: to.hub, code: built.code, correlationId })
    return
  }
  const { packageId, ciphertext, sha256, expiresAt, sealedTo, signedBy, grantedBy } = built
  const remake = { sealedTo, signedBy, grantedBy, made, supplement: true }
  const carried = { packageId, referralId, from, to, ciphertext, sha256, supplement: true, remake }
  const meta = { id: newId(), aggregateId: packageId, aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(packageBuilt, { ...carried, expiresAt: timestampFromDate(expiresAt) }, meta))
  messages['package.built'](log, { packageId, referralId, toHub: to.hub, correlationId })
}
