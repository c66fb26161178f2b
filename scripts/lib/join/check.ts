import { accreditationFault } from '@amparo/contracts'
import { type CertificateUse, certificateName, fingerprintOf, verifyCertifiedBy, verifyDetached } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import { errors } from './errors.ts'
import { bytesOf, hashOf, type Letter, type LetterFile, readLetter } from './letter.ts'

export interface Institution {
  readonly agencyId: string
  readonly type: string
  readonly name: string
  /** Of the certificate that it signed with. */
  readonly fingerprint: string
}

export interface CheckedLetter {
  readonly letter: Letter
  /** Of its text, hex. */
  readonly sha256: string
  readonly jurisdictionFingerprint: string
  readonly signedBy: readonly Institution[]
}

/** So far two clocks may be apart. */
const SKEW_MS = 5 * 60_000
/** Two of different kinds: two shelters under one roof would be one. */
const INSTITUTIONS = 2

/**
 * A letter, if it is whole, of this kind, for this hub, signed by two institutions and in time. That its jurisdiction is the one it says to
 * be, only people can know: they compare the fingerprint over another channel. Throws letter_*.
 */
export async function checkLetter(
  text: string,
  { kind, hub, now }: { readonly kind: Letter['kind']; readonly hub: string; readonly now: Date },
): Promise<CheckedLetter> {
  const read = readLetter(text)
  if (read === undefined) throw errors.letter_unreadable()
  const { file, letter } = read
  // Before its signatures are looked at: with a clock that is behind, none of them would be valid yet.
  const issuedAt = Date.parse(letter.issuedAt)
  if (issuedAt > now.getTime() + SKEW_MS) throw errors.letter_from_the_future()
  const at = new Date(Math.max(now.getTime(), issuedAt))
  const signedBy = await signedByTwo(file, { ...letter, ...letter.entry }, at)
  if (letter.kind !== kind) throw errors.letter_of_another_kind()
  if (letter.to !== hub) throw errors.letter_for_another_hub()
  if (!(await isConsistent(letter, at))) throw errors.letter_inconsistent()
  if (Date.parse(letter.expiresAt) <= now.getTime()) throw errors.letter_expired()
  const jurisdictionFingerprint = await fingerprintOf(letter.entry.jurisdictionCertificate)
  return { letter, sha256: hashOf(file), jurisdictionFingerprint, signedBy }
}

interface Signers extends Pick<Letter, 'from' | 'agencies'> {
  readonly jurisdictionCertificate: string
}

/** Those whose signature holds, two of different kinds at least. One that does not hold spoils the file: somebody has changed it. Throws letter_not_signed. */
export async function signedByTwo(file: LetterFile, of: Signers, now: Date): Promise<Institution[]> {
  const signedBy = await Promise.all(
    file.signatures.map(async ({ agencyId, certificate, signature }) => {
      const agency = of.agencies.find(known => known.agencyId === agencyId)
      if (agency === undefined) throw errors.letter_not_signed()
      const userId = certificateName({ hub: of.from, use: 'institution', agencyId })
      try {
        await verifyCertifiedBy(certificate, of.jurisdictionCertificate, { now, userId })
        const fingerprint = await fingerprintOf(certificate)
        await verifyDetached({ bytes: bytesOf(file), signature, signer: { certificate, fingerprint }, now })
        return { agencyId, type: agency.type, name: agency.name, fingerprint }
      } catch (cause) {
        if (cause instanceof AppError) throw errors.letter_not_signed({ cause })
        throw cause
      }
    }),
  )
  if (new Set(signedBy.map(({ type }) => type)).size < INSTITUTIONS) throw errors.letter_not_signed()
  return signedBy
}

/** It speaks of its own hub, each of its agencies was accredited by two institutions, the instruments bind both, and all certificates are its jurisdiction's, each for its use. */
async function isConsistent(letter: Letter, now: Date): Promise<boolean> {
  const { entry, agencies, instruments, from, to } = letter
  if (from === to || entry.hub !== from || agencies.some(agency => agency.hub !== from)) return false
  if (instruments.some(({ hubs }) => hubs.length !== 2 || !hubs.includes(from) || !hubs.includes(to))) return false
  // Else the directory would refuse the whole statement of whoever takes it in.
  if (agencies.some(agency => accreditationFault(agency, now) !== undefined)) return false
  return areCertified(letter, now)
}

/** All certificates that a hub names of itself, each for its use, by the jurisdiction that it names. */
export async function areCertified(
  { from, entry, agencies }: Pick<Letter, 'from' | 'entry' | 'agencies'>,
  now: Date,
): Promise<boolean> {
  const named = [
    ...entry.certificates.map(({ armored, use }) => ({ armored, userId: nameOf(from, use) })),
    ...agencies.flatMap(({ agencyId, certificates }) =>
      certificates
        .filter(({ hubHeld }) => hubHeld)
        .map(({ armored }) => ({ armored, userId: certificateName({ hub: from, use: 'agency', agencyId }) })),
    ),
  ]
  const by = entry.jurisdictionCertificate
  try {
    await Promise.all(named.map(({ armored, userId }) => verifyCertifiedBy(armored, by, { now, userId })))
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

const nameOf = (hub: string, use: Letter['entry']['certificates'][number]['use']): string =>
  certificateName({ hub, use: use.replaceAll('_', '-') as CertificateUse })

/** Throws fingerprint_differs. As people write it: in groups, in capitals. */
export function requireFingerprint({ jurisdictionFingerprint }: CheckedLetter, told: string): void {
  if (told.replaceAll(/[\s:]/g, '').toLowerCase() !== jurisdictionFingerprint) throw errors.fingerprint_differs()
}
