import { CertificateUse, create, directoryHub, HubRequestSchema, type HubResponse } from '@amparo/contracts'
import { certificateName, fingerprintOf, type PinnedSigner, verifyCertifiedBy } from '@amparo/crypto'
import { errors } from '../domain/errors.ts'

type AskHub = (hub: string) => Promise<HubResponse>
export type SignerOf = (hub: string, now: Date) => Promise<PinnedSigner>

const KEEP_MS = 30_000

/**
 * The certificate with which a hub signs edge messages, certified for that use by its jurisdiction. Kept for half a minute: so
 * long can a withdrawn certificate still be believed. Throws edge_peer_unknown.
 */
export function signerOf(ask: AskHub): SignerOf {
  const known = new Map<string, { signer: PinnedSigner; until: number }>()
  return async (hub, now) => {
    const kept = known.get(hub)
    if (kept && kept.until > now.getTime()) return kept.signer
    const { hub: found } = await ask(hub)
    const certificate = found?.certificates.find(({ use }) => use === CertificateUse.EXCHANGE_SIGN)
    if (!found || !certificate) throw errors.edge_peer_unknown()
    await verifyCertifiedBy(certificate.armored, found.jurisdictionArmored, {
      now,
      userId: certificateName({ hub, use: 'exchange-sign' }),
    })
    const signer = { certificate: certificate.armored, fingerprint: await fingerprintOf(certificate.armored) }
    known.set(hub, { signer, until: now.getTime() + KEEP_MS })
    return signer
  }
}

export const hubRequest = (hub: string) => [directoryHub, create(HubRequestSchema, { hub })] as const
