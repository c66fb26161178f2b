import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import { BundleFault, type BundleSource, checkBundle } from '@amparo/crypto/bundle'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import type { KnownCertificate } from '../../ports/directory.ts'
import type { FindRequest } from '../../ports/requests.ts'
import type { FileArrival } from '../../store/file-arrivals.ts'
import { findKnownReferral } from '../../store/known-referrals.ts'
import { messages } from '../messages.ts'
import type { Opening } from '../received.ts'
import { checkNamedAs } from '../request-files/check-named.ts'
import { stateStored } from './settle-arrival.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly findRequest: FindRequest
  readonly append: Append
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}

/**
 * A file for an agency that holds its keys itself: checked as far as anybody can who does not have them, and kept as it came. Its manifest and
 * its chain of custody the agency alone reads; of a request for evidence it compares item, hash, handling code and evaluation with what was
 * signed. Throws the code with which it is refused.
 */
export async function takeSealed(
  deps: Deps,
  arrival: FileArrival,
  { source, opening }: { readonly source: BundleSource; readonly opening: Opening },
): Promise<void> {
  const { hub, store, append, log, now, newId } = deps
  const { deliveryId, fromHub, referralId, subjectId, toAgency: agencyId } = arrival
  if (subjectId === null) await checkNamedAs(deps, arrival)
  const sealedTo = await recipientOf(source, deliveryId, opening)
  if (sealedTo.state === 'revoked') throw cryptoErrors.recipient_key_revoked()
  const own = { hub, agencyId }
  const referral = await store.read(reader => findKnownReferral(reader, referralId))
  await append({
    ...{ entryId: newId(), action: Action.FILE_TAKEN_IN, agency: own, recipient: own, referralId },
    ...{ ...(referral && { subjectRef: referral.shareId }), occurredAt: timestampFromDate(now()) },
  })
  await store.run(tx => stateStored(deps, tx, arrival, sealedTo.fingerprint))
  messages['file.kept-sealed'](log, { deliveryId, referralId, fromHub })
}

/** The one of its certificates to which all of it is encrypted. */
async function recipientOf(source: BundleSource, deliveryId: string, opening: Opening): Promise<KnownCertificate> {
  const signers = opening.signers.filter(({ state }) => state !== 'not_trusted').map(({ armored }) => armored)
  const known = opening.ownCertificates.filter(({ state }) => state !== 'not_trusted')
  for (const one of known) {
    const options = { signers, recipient: one.armored, at: opening.now }
    const listing = await checkBundle(source, options).catch((fault: unknown) => {
      if (fault instanceof BundleFault && fault.code === 'not_for_this_key') return undefined
      throw fault
    })
    if (listing === undefined) continue
    if (listing.bundle !== deliveryId) throw errors.file_not_for_us()
    return one
  }
  throw cryptoErrors.recipient_key_unknown()
}
