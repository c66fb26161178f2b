import { hash } from 'node:crypto'
import { errors as cryptoErrors, type DecryptedMessage, decryptFor } from '@amparo/crypto'
import { AppError, type Clock, type ErrorDetails } from '@amparo/kernel'
import { errors, isFinal } from '../domain/errors.ts'
import { whyNotOpened } from '../domain/recipient-key.ts'
import type { Party } from '../ports/decision.ts'
import type { Directory, KnownCertificate } from '../ports/directory.ts'
import { hubKeys } from '../store/hub-keys.ts'
import { type AgencyKeyStore, agencyKeys } from './agency-key.ts'
import { signerOfKey } from './seal-to-agency.ts'

/** What exchange says of a ciphertext from another hub. It is compared with what the sending vault has signed inside. */
export interface Received {
  readonly referralId: string
  readonly fromHub: string
  readonly to: Party
  readonly ciphertext: Uint8Array
  readonly sha256: string
}

export interface Opening {
  /** Of the recipient, old ones too. */
  readonly privateKeys: readonly string[]
  /** Of the recipient, as the own directory has them. One that it does not list has been replaced. */
  readonly certificates: readonly KnownCertificate[]
  /** Its hub has the key of none of its certificates. */
  readonly holdsKeys: boolean
  /** Of its own, to which what is inside an envelope for its hub may be sealed. */
  readonly ownCertificates: readonly KnownCertificate[]
  /** Fingerprints of its hub's keys, to which such envelopes are encrypted. */
  readonly envelopes: readonly string[]
  /** With which the sending hub signs. */
  readonly signers: readonly KnownCertificate[]
  readonly now: Date
}

interface Limits {
  /** Of the plaintext. */
  readonly maxBytes: number
  /** How it is refused when it is not whole, or its signature does not hold. */
  readonly unreadable: (details?: ErrorDetails) => AppError
}

export interface OpenedCiphertext {
  readonly data: Uint8Array
  /** Fingerprint of the certificate that it was encrypted to. */
  readonly recipient: string
  /** As the signer says. */
  readonly signedAt: Date
}

/** The recipient's keys and certificates, and the sending hub's. Undefined: no agency of this hub. */
export async function openingFor(
  { keyStore, directory, now }: { keyStore: AgencyKeyStore; directory: Directory; now: Clock },
  { to, fromHub }: Pick<Received, 'to' | 'fromHub'>,
): Promise<Opening | undefined> {
  const hubHeld = await agencyKeys(keyStore, to.agencyId)
  const ownCertificates = await directory.ownCertificates(to)
  if (hubHeld.length === 0 && ownCertificates.length === 0) return undefined
  // What is for an agency that holds its keys itself comes in an envelope for its hub.
  const ofHub = ownCertificates.length === 0 ? [] : await directory.signersOf(to.hub)
  const hubKeysHeld = ofHub.length === 0 ? [] : await hubKeys(keyStore).opening()
  const privateKeys = [...hubHeld, ...hubKeysHeld]
  const certificates = [...(await directory.agencyCertificates(to)), ...ofHub]
  const envelopes = await Promise.all(hubKeysHeld.map(signerOfKey))
  const signers = await directory.signersOf(fromHub)
  const holdsKeys = hubHeld.length === 0
  return { privateKeys, certificates, holdsKeys, ownCertificates, envelopes, signers, now: now() }
}

/** The plaintext, once a signature of the sending hub's holds. */
export async function openCiphertext(
  { ciphertext: message, sha256 }: Pick<Received, 'ciphertext' | 'sha256'>,
  { privateKeys, certificates, signers, now }: Opening,
  { maxBytes, unreadable }: Limits,
): Promise<OpenedCiphertext> {
  const orUnreadable = (cause: unknown) => {
    throw cause instanceof AppError && cause.code === 'message_refused' ? unreadable({ cause }) : cause
  }
  if (hash('sha256', message, 'hex') !== sha256) throw errors.ciphertext_altered()
  const opened = await decryptFor({ privateKeys, message, maxBytes }).catch(orUnreadable)
  const own = certificates.find(({ fingerprint }) => fingerprint === opened.recipient)
  const { armored: certificate, fingerprint } = await signerOf(opened, signers)
  const { data, signedAt } = await opened.verified({ certificate, fingerprint }, now).catch(orUnreadable)
  const why = whyNotOpened(own, signedAt)
  if (why !== undefined) throw NOT_OPENED[why]()
  return { data, recipient: opened.recipient, signedAt }
}

async function signerOf(opened: DecryptedMessage, signers: readonly KnownCertificate[]): Promise<KnownCertificate> {
  for (const signer of signers) {
    if (!(await opened.isSignedBy(signer.armored))) continue
    if (signer.state === 'valid') return signer
    // The time of signing is the signer's own claim: whoever has an old key could sign yesterday's date.
    throw NO_LONGER[signer.state]()
  }
  throw cryptoErrors.signer_unknown()
}

const NOT_OPENED = { revoked: cryptoErrors.recipient_key_revoked, expired: cryptoErrors.recipient_key_expired }

const NO_LONGER = {
  revoked: cryptoErrors.signer_revoked,
  expired: cryptoErrors.signer_expired,
  not_trusted: cryptoErrors.certificate_not_trusted,
}

interface Address {
  readonly referralId: string
  readonly from?: Party | undefined
  readonly to?: Party | undefined
}

/** What was made for somebody else, or for another referral, is no less signed. */
export const isAddressed = <A extends Address>(
  { referralId, from, to }: A,
  received: Pick<Received, 'referralId' | 'fromHub' | 'to'>,
): boolean =>
  referralId === received.referralId &&
  from?.hub === received.fromHub &&
  to?.hub === received.to.hub &&
  to.agencyId === received.to.agencyId

/** Whoever this hub's jurisdiction has suspended writes and sends nothing here, though its own hub signs for it. Throws sender_suspended. */
export async function refuseSuspendedSender(
  { directory }: { readonly directory: Pick<Directory, 'isSuspended'> },
  from: Party,
): Promise<void> {
  if (await directory.isSuspended(from)) throw errors.sender_suspended()
}

/** What cannot become better is refused with its code; what is worth trying again is thrown. */
export async function orRefused<T>(
  work: () => Promise<T>,
): Promise<T | { readonly kind: 'refused'; readonly code: string }> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && isFinal(error)) return { kind: 'refused', code: error.code }
    throw error
  }
}
