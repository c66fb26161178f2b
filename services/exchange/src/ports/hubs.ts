import { CertificateUse, create, directoryHub, HubRequestSchema, type HubResponse } from '@amparo/contracts'
import {
  certificateName,
  fingerprintOf,
  isSignedAhead,
  type PinnedSigner,
  readCertificate,
  verifyCertifiedBy,
  verifyDetached,
} from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import { errors } from '../domain/errors.ts'

type AskHub = (hub: string) => Promise<HubResponse>

interface Signed {
  readonly message: Uint8Array
  /** OpenPGP, detached, armored. */
  readonly signature: string
}
/** Throws edge_peer_unknown, edge_signed_ahead, edge_signature_refused, or what an unavailable directory makes it throw. */
export type VerifyPeer = (hub: string, signed: Signed, now: Date) => Promise<void>

const KEEP_MS = 30_000

/**
 * Whether the exchange of a hub signed a message: with any of the certificates that the directory has for this use, each
 * certified for it by its jurisdiction, so that a change of keys loses no message under way. They are kept for half a minute: so
 * long can a withdrawn certificate still be believed.
 */
export function verifyPeer(ask: AskHub): VerifyPeer {
  const known = new Map<string, { signers: readonly PinnedSigner[]; until: number }>()

  async function signersOf(hub: string, now: Date): Promise<readonly PinnedSigner[]> {
    const kept = known.get(hub)
    if (kept && kept.until > now.getTime()) return kept.signers
    const { hub: found } = await ask(hub)
    if (!found) throw errors.edge_peer_unknown()
    const signers: PinnedSigner[] = []
    for (const { use, armored } of found.certificates) {
      if (use !== CertificateUse.EXCHANGE_SIGN) continue
      const userId = certificateName({ hub, use: 'exchange-sign' })
      if (await holds(verifyCertifiedBy(armored, found.jurisdictionArmored, { now, userId })))
        signers.push({ certificate: await readCertificate(armored), fingerprint: await fingerprintOf(armored) })
    }
    known.set(hub, { signers, until: now.getTime() + KEEP_MS })
    return signers
  }

  return async (hub, { message, signature }, now) => {
    for (const signer of await signersOf(hub, now))
      if (await holds(verifyDetached({ bytes: message, signature, signer, now }))) return
    throw (await isSignedAhead(signature, now)) ? errors.edge_signed_ahead() : errors.edge_signature_refused()
  }
}

const REFUSALS: readonly string[] = ['certificate_not_trusted', 'message_refused']

async function holds(verifying: Promise<void>): Promise<boolean> {
  try {
    await verifying
    return true
  } catch (error) {
    if (error instanceof AppError && REFUSALS.includes(error.code)) return false
    throw error
  }
}

export const hubRequest = (hub: string) => [directoryHub, create(HubRequestSchema, { hub })] as const
