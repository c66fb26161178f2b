import { type VerifiedEvidence, verifyEvidence } from '@amparo/client'
import type { ShownEvidence } from './shown-entry.ts'
import type { ProvenEntry } from './verify-proof.ts'

interface Believing {
  /** Armored certificates of jurisdictions, known from elsewhere. */
  readonly jurisdictions: readonly string[]
  /** At which certificates have to be valid. */
  readonly now: Date
}

/**
 * That each statement was signed by the exchange of the hub that it names, certified by a jurisdiction that is believed, and is about
 * the package that the log's entry names, with the bytes whose hash stands there. Throws a TypeError that says what is wrong.
 */
export function verifyDelivery(
  { entry, delivery }: Pick<ProvenEntry, 'entry' | 'delivery'>,
  believing: Believing,
): Promise<VerifiedEvidence[]> {
  return Promise.all(
    delivery.map(async shown => {
      const stated = await verified(shown, believing)
      if (stated === undefined) throw new TypeError(`nobody believed has signed what ${shown.issuer} is said to state`)
      if (entry.packageId === '' || stated.aboutPackageId !== entry.packageId)
        throw new TypeError(`what ${stated.issuer} states is about another package`)
      // Whoever has the id alone could have sent other bytes under it. Hubs of older versions do not state the hash; the proof says so.
      if (stated.aboutPackageSha256 !== '' && stated.aboutPackageSha256 !== entry.packageHash)
        throw new TypeError(`what ${stated.issuer} received is not the package that was released`)
      return stated
    }),
  )
}

/** By whichever jurisdiction certified the hub. */
async function verified(
  { certificate, ...item }: ShownEvidence,
  { jurisdictions, now }: Believing,
): Promise<VerifiedEvidence | undefined> {
  for (const jurisdictionCert of jurisdictions) {
    const stated = await verifyEvidence(item, { certificate, jurisdictionCert, now }).catch(() => undefined)
    if (stated !== undefined) return stated
  }
  return undefined
}
