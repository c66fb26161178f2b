import type { Ask } from '@amparo/asking'
import {
  type Agency,
  AgencyRequestSchema,
  type AgencyType,
  type Certificate,
  CertificateUse,
  create,
  directoryAgency,
  directoryHub,
  type Hub,
  HubRequestSchema,
  timestampDate,
} from '@amparo/contracts'
import {
  type CertificateState,
  certificateName,
  errors as cryptoErrors,
  fingerprintOf,
  type Profile,
  profileOf,
  standingOf,
  verifyCertifiedBy,
} from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import { errors } from '../domain/errors.ts'
import type { Party } from './decision.ts'

export interface TrustedCertificate {
  readonly armored: string
  readonly fingerprint: string
}

/** That of an agency, and what whoever holds it can read. */
export interface RecipientCertificate extends TrustedCertificate {
  readonly profile: Profile
}

/** To which what is for an agency is encrypted, and who opens that. */
export interface Recipient {
  /** The agency's hub-held certificate; where the agency holds its keys itself, that of its hub. */
  readonly envelope: RecipientCertificate
  /** The agency's own, where it holds its keys itself: what is of the person goes into the envelope encrypted to this one. */
  readonly own?: RecipientCertificate
}

/** One that may be no good any more, and since when. */
export interface KnownCertificate extends TrustedCertificate {
  readonly state: CertificateState
  readonly expiresAt: Date | undefined
  readonly createdAt: Date
  /** Since when the own directory has named it. */
  readonly listedAt: Date
}

export interface Directory {
  /**
   * Its newest certificate that is certified by its own jurisdiction and valid now: a hub-held one, or, where the directory names none of
   * those, its own. Undefined: no such agency, or suspended. Throws `certificate_missing`, `certificate_not_trusted`.
   */
  recipientOf(ref: Party): Promise<Recipient | undefined>
  /** All its hub-held certificates that are listed, whatever has become of them. */
  agencyCertificates(ref: Party): Promise<readonly KnownCertificate[]>
  /** All that are listed whose keys it holds itself, whatever has become of them. */
  ownCertificates(ref: Party): Promise<readonly KnownCertificate[]>
  /** It is no member: nobody can sign in for it. False also for one that there is not, or that is suspended. */
  isOutside(ref: Party): Promise<boolean>
  /** What the organisation is called, and its duty phone, empty if none is known. */
  nameOf(ref: Party): Promise<{ readonly name: string; readonly phone: string }>
  /** To which forms are sealed. Throws `certificate_missing`. */
  sealOf(hub: string): Promise<TrustedCertificate>
  /** By its own jurisdiction or by this hub's. One that is not named yet is not: its own hub signs for it. */
  isSuspended(ref: Party): Promise<boolean>
  /** Undefined: no such agency, or suspended. */
  agencyType(ref: Party): Promise<AgencyType | undefined>
  /** That of the hub's redaction service for a key that it signs with. Throws `certificate_missing`, `certificate_not_trusted`. */
  signerOf(hub: string, fingerprint: string): Promise<TrustedCertificate>
  /** The newest that is valid of those that its consent service signs grants with. */
  grantSignerOf(hub: string): Promise<TrustedCertificate | undefined>
  /** With which it signs packages, in either profile or in one, whatever has become of them. */
  signersOf(hub: string, ...uses: SigningUse[]): Promise<readonly KnownCertificate[]>
}

export type SigningUse = 'redaction-sign' | 'redaction-sign-compatible'

/** What the directory says is believed as far as the jurisdiction's key vouches for it, use by use. */
export const directory = (ask: Ask, now: Clock): Directory => {
  const hubOf = async (code: string): Promise<Hub> => {
    const { hub } = await ask(directoryHub, create(HubRequestSchema, { hub: code }))
    // The directory's statement is signed by this hub's own jurisdiction: that is where a peer's offline key is vouched for.
    if (hub === undefined || (await fingerprintOf(hub.jurisdictionArmored)) !== hub.jurisdictionFingerprint)
      throw errors.certificate_missing()
    return hub
  }
  const agencyOf = async (ref: Party) => (await ask(directoryAgency, create(AgencyRequestSchema, { ref }))).agency
  const trusted = async (armored: string, userId: string, hub: Hub): Promise<TrustedCertificate> => {
    await verifyCertifiedBy(armored, hub.jurisdictionArmored, { now: now(), userId })
    return { armored, fingerprint: await fingerprintOf(armored) }
  }
  const known = async ({ armored, listedAt }: Certificate, userId: string, hub: Hub) => {
    const standing = await standingOf(armored, hub.jurisdictionArmored, { now: now(), userId })
    const since = listedAt === undefined ? now() : timestampDate(listedAt)
    return { ...standing, armored, fingerprint: await fingerprintOf(armored), listedAt: since }
  }
  const ofAgency = (ref: Party, { certificates }: Agency, hub: Hub, hubHeld: boolean) => {
    const userId = certificateName({ hub: ref.hub, use: 'agency', agencyId: ref.agencyId })
    const held = certificates.filter(c => c.use === CertificateUse.AGENCY && c.hubHeld === hubHeld)
    return Promise.all(held.map(certificate => known(certificate, userId, hub)))
  }
  const sealOf = async (code: string) => {
    const hub = await hubOf(code)
    const found = hub.certificates.find(c => c.use === CertificateUse.REDACTION_SEAL)
    if (found === undefined) throw errors.certificate_missing()
    return trusted(found.armored, certificateName({ hub: code, use: 'redaction-seal' }), hub)
  }
  const named = (hub: Hub, uses: readonly (keyof typeof USES)[]) => {
    const certificates = uses.flatMap(use =>
      hub.certificates
        .filter(certificate => certificate.use === USES[use])
        .map(certificate => known(certificate, certificateName({ hub: hub.hub, use }), hub)),
    )
    return Promise.all(certificates)
  }
  const signersOf = async (code: string, ...uses: SigningUse[]) =>
    named(await hubOf(code), uses.length > 0 ? uses : SIGNS_PACKAGES)
  const usable = async (all: readonly KnownCertificate[]): Promise<RecipientCertificate> => {
    const newest = newestOf(all)
    if (newest === undefined) throw cryptoErrors.certificate_not_trusted()
    const { armored, fingerprint } = newest
    return { armored, fingerprint, profile: await profileOf(armored, now()) }
  }
  const recipientOf = async (ref: Party): Promise<Recipient | undefined> => {
    const agency = await agencyOf(ref)
    if (agency === undefined || agency.suspended) return undefined
    // Asked once: on a busy machine each question more is one more that may not be answered in time.
    const hub = await hubOf(ref.hub)
    const hubHeld = await ofAgency(ref, agency, hub, true)
    if (hubHeld.length > 0) return { envelope: await usable(hubHeld) }
    const own = await ofAgency(ref, agency, hub, false)
    if (own.length === 0) throw errors.certificate_missing()
    // The certificate with which its redaction signs has a subkey to encrypt to, as each has; nothing else was encrypted to it.
    const envelopes = await named(hub, ['redaction-sign'])
    if (envelopes.length === 0) throw errors.certificate_missing()
    return { envelope: await usable(envelopes), own: await usable(own) }
  }
  const listed = async (ref: Party, hubHeld: boolean) => {
    const agency = await agencyOf(ref)
    return agency === undefined || agency.certificates.length === 0
      ? []
      : ofAgency(ref, agency, await hubOf(ref.hub), hubHeld)
  }
  return {
    recipientOf,
    agencyCertificates: ref => listed(ref, true),
    ownCertificates: ref => listed(ref, false),
    isOutside: async ref => {
      const agency = await agencyOf(ref)
      return agency !== undefined && !agency.suspended && agency.issuer === ''
    },
    isSuspended: async ref => (await agencyOf(ref))?.suspended === true,
    agencyType: async ref => {
      const agency = await agencyOf(ref)
      return agency === undefined || agency.suspended ? undefined : agency.type
    },
    nameOf: async ref => {
      const agency = await agencyOf(ref)
      return { name: agency?.name ?? '', phone: agency?.dutyPhone ?? '' }
    },
    sealOf,
    signersOf,
    grantSignerOf: async code => newestOf(await named(await hubOf(code), ['consent-sign'])),
    signerOf: async (code, fingerprint) => {
      const found = (await signersOf(code)).find(one => one.fingerprint === fingerprint)
      if (found === undefined) throw errors.certificate_missing()
      if (found.state !== 'valid') throw cryptoErrors.certificate_not_trusted()
      return { armored: found.armored, fingerprint }
    },
  }
}

/** Which keys are needed to open what goes there: if one of them changes, this does. */
export const keysOf = ({ own, envelope }: Recipient): string =>
  [own, envelope].flatMap(certificate => certificate?.fingerprint ?? []).join(' ')

/** To which packages go. */
export const newestOf = (certificates: readonly KnownCertificate[]): KnownCertificate | undefined =>
  certificates
    .filter(({ state }) => state === 'valid')
    .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())[0]

const SIGNS_PACKAGES: readonly SigningUse[] = ['redaction-sign', 'redaction-sign-compatible']

const USES = {
  'redaction-sign': CertificateUse.REDACTION_SIGN,
  'redaction-sign-compatible': CertificateUse.REDACTION_SIGN_COMPATIBLE,
  'consent-sign': CertificateUse.CONSENT_SIGN,
} as const
