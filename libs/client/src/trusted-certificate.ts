import {
  type CertificateUse,
  certificateName,
  fingerprintOf,
  type PinnedSigner,
  verifyCertifiedBy,
} from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import { own } from './own-refusals.ts'

export interface Offered {
  readonly armored: string
  readonly fingerprint: string
}

export interface Trusting {
  readonly hub: string
  /** Armored; it comes with the software, never from the hub. */
  readonly jurisdictionCert: string
  readonly now: () => Date
}

/**
 * The certificate, once it is certain that the jurisdiction certified it for this hub and this use. Throws
 * certificate_not_trusted: a portal or directory that was taken over could offer its own instead.
 */
export async function trustedCertificate(
  offered: Offered | undefined,
  use: CertificateUse,
  { hub, jurisdictionCert, now }: Trusting,
): Promise<Offered> {
  try {
    if (offered === undefined) throw new TypeError('no certificate')
    const userId = certificateName({ hub, use })
    await verifyCertifiedBy(offered.armored, jurisdictionCert, { now: now(), userId })
    if ((await fingerprintOf(offered.armored)) !== offered.fingerprint) throw new TypeError('another fingerprint')
    return offered
  } catch (cause) {
    throw own('certificate_not_trusted', { cause })
  }
}

/** To which forms are sealed; fetched for each form, so that one that was withdrawn is used no more. */
export const fetchSealCertificate = (api: Api, trusting: Trusting) => async (): Promise<string> => {
  const offered = await api.get<Offered>('directory', '/hubs/own/seal-certificate')
  return (await trustedCertificate(offered, 'redaction-seal', trusting)).armored
}

/** So soon another one is believed: `npm run keys` has a hub sign with it no sooner than a minute after it was named. */
const KEPT_MS = 30_000

/** By which the hub's redaction service signs views: two while it changes its key. Kept for half a minute. */
export function fetchViewSigner(api: Api, trusting: Trusting): () => Promise<PinnedSigner> {
  let kept: { readonly signer: PinnedSigner; readonly until: number } | undefined
  return async () => {
    const at = trusting.now().getTime()
    if (kept === undefined || at > kept.until) {
      type Hub = { certificates: readonly (Offered & { readonly use: string })[] }
      const { certificates } = await api.get<Hub>('directory', `/hubs/${encodeURIComponent(trusting.hub)}`)
      const offered = certificates.filter(({ use }) => use === 'redaction_sign')
      const trusted = await anyTrusted(offered, trusting)
      const signer = {
        certificate: trusted.map(({ armored }) => armored),
        fingerprint: trusted.map(({ fingerprint }) => fingerprint),
      }
      kept = { signer, until: at + KEPT_MS }
    }
    return kept.signer
  }
}

/** Those that can be trusted; throws what `trustedCertificate` throws when none can. */
async function anyTrusted(offered: readonly Offered[], trusting: Trusting): Promise<Offered[]> {
  const checked = await Promise.allSettled(offered.map(one => trustedCertificate(one, 'redaction-sign', trusting)))
  const trusted = checked.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
  return trusted.length > 0 ? trusted : [await trustedCertificate(offered[0], 'redaction-sign', trusting)]
}
