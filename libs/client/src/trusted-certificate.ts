import {
  type CertificateUse,
  certificateName,
  fingerprintOf,
  type PinnedSigner,
  verifyCertifiedBy,
} from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import { ProblemError } from './problem.ts'

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
    throw new ProblemError(
      0,
      {
        code: 'certificate_not_trusted',
        title: 'A certificate that the hub offers is not certified by the jurisdiction',
        next: 'Do not send anything; tell the operator of your hub.',
      },
      cause,
    )
  }
}

/** To which forms are sealed; fetched for each form, so that one that was withdrawn is used no more. */
export const fetchSealCertificate = (api: Api, trusting: Trusting) => async (): Promise<string> => {
  const offered = await api.get<Offered>('directory', '/hubs/own/seal-certificate')
  return (await trustedCertificate(offered, 'redaction-seal', trusting)).armored
}

const KEPT_MS = 5 * 60_000

/** By which the hub's redaction service signs views; kept for five minutes. */
export function fetchViewSigner(api: Api, trusting: Trusting): () => Promise<PinnedSigner> {
  let kept: { readonly signer: PinnedSigner; readonly until: number } | undefined
  return async () => {
    const at = trusting.now().getTime()
    if (kept === undefined || at > kept.until) {
      type Hub = { certificates: readonly (Offered & { readonly use: string })[] }
      const { certificates } = await api.get<Hub>('directory', `/hubs/${encodeURIComponent(trusting.hub)}`)
      const offered = certificates.find(({ use }) => use === 'redaction_sign')
      const { armored: certificate, fingerprint } = await trustedCertificate(offered, 'redaction-sign', trusting)
      kept = { signer: { certificate, fingerprint }, until: at + KEPT_MS }
    }
    return kept.signer
  }
}
