import { createHash } from 'node:crypto'
import {
  accreditationFault,
  accreditedUntil,
  admitsChildren,
  type DirectoryStatement,
  directoryStatement,
  NEXT_STATEMENT_DAYS,
  type SignedDirectoryStatement,
} from '@amparo/contracts'
import { errors as cryptoErrors, fingerprintOf, isRevoked, verifyDetached } from '@amparo/crypto'
import { AppError, DAY_MS } from '@amparo/kernel'
import { isConsistent, isUnique } from '../domain/consistency.ts'
import type { Certificate, Directory } from '../domain/entries.ts'
import { errors } from '../domain/errors.ts'

export interface Verifying {
  readonly hub: string
  /** Certificate of the own jurisdiction, given by hand: not learnt from the directory. Another one takes its place by hand, too. */
  readonly jurisdiction: string
  readonly now: Date
}

export interface VerifiedDirectory {
  readonly version: number
  readonly issuedAt: Date
  /** When the next one is there at the latest. */
  readonly nextBy: Date
  /** Of the text, hex. */
  readonly sha256: string
  readonly directory: Directory
}

/**
 * Checks the signature before it reads a word. Throws directory_not_signed, directory_unreadable, directory_of_another_hub,
 * directory_inconsistent, accreditation_missing, accreditation_not_by_two, accreditation_in_future; one that has lapsed is taken. Whether each certificate in it is certified is checked where it is used, each time.
 */
export async function verifyDirectory(
  { statement: text, signature }: SignedDirectoryStatement,
  { hub, jurisdiction, now }: Verifying,
): Promise<VerifiedDirectory> {
  const bytes = new TextEncoder().encode(text)
  const signer = { certificate: jurisdiction, fingerprint: await fingerprintOf(jurisdiction) }
  await verifyDetached({ bytes, signature, signer, now }).catch((cause: unknown) => {
    throw errors.directory_not_signed({ cause })
  })
  const stated = read(text)
  if (stated.hub !== hub) throw errors.directory_of_another_hub()
  for (const agency of stated.agencies) {
    const fault = accreditationFault(agency, now)
    if (fault !== undefined) throw errors[`accreditation_${fault}`]()
  }
  const directory = await directoryOf(stated)
  const own = directory.hubs.find(entry => entry.hub === hub)
  const certificates = [...directory.hubs, ...directory.agencies].flatMap(entry => entry.certificates)
  const isSound =
    isConsistent(stated) &&
    isUnique(certificates.map(({ fingerprint }) => fingerprint)) &&
    own?.jurisdictionFingerprint === signer.fingerprint
  if (!isSound) throw errors.directory_inconsistent()
  const issuedAt = new Date(stated.issuedAt)
  return {
    ...{ version: stated.version, issuedAt, nextBy: nextByOf(stated, issuedAt) },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    directory,
  }
}

const nextByOf = ({ nextBy }: DirectoryStatement, issuedAt: Date): Date =>
  nextBy === undefined ? new Date(issuedAt.getTime() + NEXT_STATEMENT_DAYS * DAY_MS) : new Date(nextBy)

function read(text: string): DirectoryStatement {
  try {
    return directoryStatement.parse(JSON.parse(text))
  } catch (cause) {
    throw errors.directory_unreadable({ cause })
  }
}

async function directoryOf({ agencies, hubs, instruments }: DirectoryStatement): Promise<Directory> {
  try {
    return {
      agencies: await Promise.all(
        agencies.map(
          async ({ certificates, issuer, suspended, services, dutyPhone, takesMinors, eligibility, ...stated }) => ({
            ...stated,
            accreditation: inForceUntil(stated),
            issuer: issuer ?? '',
            suspended: suspended ?? false,
            services: services ?? [],
            dutyPhone,
            takesMinors: admitsChildren(eligibility ?? {}) ?? takesMinors ?? false,
            eligibility,
            holdsKeys: certificates.length > 0 && certificates.every(({ hubHeld }) => !hubHeld),
            certificates: await withFingerprints(certificates),
          }),
        ),
      ),
      hubs: await Promise.all(
        hubs.map(async ({ hub, jurisdictionCertificate, certificates, successions, replaced, ended }) => ({
          hub,
          jurisdictionArmored: jurisdictionCertificate,
          jurisdictionFingerprint: await fingerprintOf(jurisdictionCertificate),
          jurisdictionRevoked: await isRevoked(jurisdictionCertificate),
          ...{ successions: successions ?? [], replaced: replaced ?? [], ended: ended ?? [] },
          certificates: await withFingerprints(certificates),
        })),
      ),
      instruments: instruments.map(({ validUntil, ...same }) => ({ ...same, validUntil: new Date(validUntil) })),
    }
  } catch (cause) {
    if (cause instanceof AppError && cause.code === cryptoErrors.certificate_not_trusted().code)
      throw errors.directory_unreadable({ cause })
    throw cause
  }
}

const inForceUntil = ({ accreditation }: Pick<DirectoryStatement['agencies'][number], 'accreditation'>) =>
  accreditation && { ...accreditation, until: accreditedUntil(accreditation.on) }

type Stated = Omit<Certificate, 'fingerprint' | 'revoked'>

const withFingerprints = (certificates: readonly Stated[]): Promise<Certificate[]> =>
  Promise.all(
    certificates.map(async certificate => ({
      ...certificate,
      fingerprint: await fingerprintOf(certificate.armored),
      revoked: await isRevoked(certificate.armored),
    })),
  )
