import { type VerifiedEvidence, verifyEvidence, type WhatLeft, whatLeft } from '@amparo/client'
import { isPlainCertificate, isPlainSignature } from '@amparo/crypto'
import type { ShownEvidence } from './shown-entry.ts'
import type { ProvenEntry } from './verify-proof.ts'

interface Believing {
  /** Armored certificates of jurisdictions, known from elsewhere. */
  readonly jurisdictions: readonly string[]
  /** At which certificates have to be valid. */
  readonly now: Date
}

/**
 * That each statement was signed by the exchange of the hub that it names, certified by a jurisdiction that is believed, is that hub's to make, and is about
 * what left by the log's entry, with the bytes whose hash stands there. Throws a TypeError that says what is wrong.
 */
export async function verifyDelivery(
  { entry, delivery }: Pick<ProvenEntry, 'entry' | 'delivery'>,
  believing: Believing,
): Promise<VerifiedEvidence[]> {
  const left = whatLeft(entry)
  if (left === undefined && delivery.length > 0)
    throw new TypeError('nothing left the hub by this entry, so nobody can have stated what became of it')
  return Promise.all(
    delivery.map(async shown => {
      const stated = await verified(shown, believing)
      if (stated === undefined)
        throw new TypeError(
          `nobody believed has signed what ${shown.issuer} is said to state: its jurisdiction’s certificate is not among those given, or the statement is false`,
        )
      if (left) demandAbout(left, stated)
      return stated
    }),
  )
}

/** What only the hub to which it went can know. All else is the sending one's to say. */
const OF_RECEIVER: ReadonlySet<string> = new Set(['relayed', 'delivered', 'retrieved', 'refused'])

function demandAbout({ from, to, id, hash }: WhatLeft, stated: VerifiedEvidence): void {
  const { issuer, kind, aboutPackageId, aboutPackageSha256 } = stated
  if (issuer !== (OF_RECEIVER.has(kind) ? to : from)) throw new TypeError(`${kind} is not ${issuer}'s to state`)
  if (id === '' || aboutPackageId !== id) throw new TypeError(`what ${issuer} states is about something else`)
  // Whoever has the id alone could have sent other bytes under it. Hubs of older versions do not state the hash; the proof says so.
  if (aboutPackageSha256 !== '' && aboutPackageSha256 !== hash)
    throw new TypeError(`what ${issuer} received is not what left`)
}

/** By whichever jurisdiction certified the hub. */
async function verified(
  { certificate, ...item }: ShownEvidence,
  { jurisdictions, now }: Believing,
): Promise<VerifiedEvidence | undefined> {
  if (!(await isPlainCertificate(certificate)) || !(await isPlainSignature(item.signature))) return undefined
  for (const jurisdictionCert of jurisdictions) {
    const stated = await verifyEvidence(item, { certificate, jurisdictionCert, now }).catch(() => undefined)
    // What is shown of it is what was signed, to the letter.
    if (stated !== undefined) return (stated.code || null) === item.code ? stated : undefined
  }
  return undefined
}
