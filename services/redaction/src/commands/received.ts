import { hash } from 'node:crypto'
import { decryptAndVerify } from '@amparo/crypto'
import { AppError, type ErrorDetails } from '@amparo/kernel'
import type { Party } from '../ports/decision.ts'
import type { TrustedCertificate } from '../ports/directory.ts'

/** What exchange says of a ciphertext from another hub. It is compared with what the sending vault has signed inside. */
export interface Received {
  readonly referralId: string
  readonly fromHub: string
  readonly to: Party
  readonly ciphertext: Uint8Array
  readonly sha256: string
}

export interface Opening {
  readonly privateKey: string
  readonly signer: TrustedCertificate
  readonly now: Date
}

interface Limits {
  /** Of the plaintext. */
  readonly maxBytes: number
  /** How it is refused when it is not what was announced, or not signed by that hub for this key. */
  readonly unreadable: (details?: ErrorDetails) => AppError
}

/** The plaintext, once the signature of the pinned certificate holds. */
export async function openCiphertext(
  { ciphertext: message, sha256 }: Pick<Received, 'ciphertext' | 'sha256'>,
  { privateKey, signer: { armored: certificate, fingerprint }, now }: Opening,
  { maxBytes, unreadable }: Limits,
): Promise<Uint8Array> {
  if (hash('sha256', message, 'hex') !== sha256) throw unreadable()
  const signer = { certificate, fingerprint }
  return decryptAndVerify({ privateKey, signer, message, now, maxBytes }).catch((cause: unknown) => {
    throw unreadable({ cause })
  })
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

const isFinal = ({ kind, code }: AppError): boolean =>
  kind !== 'unavailable' || code === 'certificate_missing' || code === 'certificate_not_trusted'
