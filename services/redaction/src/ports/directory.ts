import {
  AgencyRequestSchema,
  type AgencyType,
  CertificateUse,
  create,
  directoryAgency,
  directoryHub,
  type Hub,
  HubRequestSchema,
} from '@amparo/contracts'
import { certificateName, fingerprintOf, verifyCertifiedBy } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import { errors } from '../domain/errors.ts'
import type { Ask } from './asking.ts'
import type { Party } from './decision.ts'

export interface TrustedCertificate {
  readonly armored: string
  readonly fingerprint: string
}

export interface Directory {
  /** The agency's hub-held certificate, certified by its own jurisdiction. Undefined: no such agency, or suspended. */
  agencyCertificate(ref: Party): Promise<TrustedCertificate | undefined>
  /** It is no member: nobody can sign in for it. False also for one that there is not, or that is suspended. */
  isOutside(ref: Party): Promise<boolean>
  /** What the organisation is called, and its duty phone, empty if none is known. */
  nameOf(ref: Party): Promise<{ readonly name: string; readonly phone: string }>
  /** To which forms are sealed. Throws `certificate_missing`. */
  sealOf(hub: string): Promise<TrustedCertificate>
  /** Undefined: no such agency, or suspended. */
  agencyType(ref: Party): Promise<AgencyType | undefined>
  /** With which the hub's redaction service signs packages. Throws `certificate_missing`. */
  signerOf(hub: string): Promise<TrustedCertificate>
}

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
  const ofHub = async (code: string, use: CertificateUse, name: 'redaction-seal' | 'redaction-sign') => {
    const hub = await hubOf(code)
    const found = hub.certificates.find(c => c.use === use)
    if (found === undefined) throw errors.certificate_missing()
    return trusted(found.armored, certificateName({ hub: code, use: name }), hub)
  }
  return {
    agencyCertificate: async ref => {
      const agency = await agencyOf(ref)
      if (agency === undefined || agency.suspended) return undefined
      const found = agency.certificates.find(c => c.use === CertificateUse.AGENCY && c.hubHeld)
      if (found === undefined) throw errors.certificate_missing()
      const userId = certificateName({ hub: ref.hub, use: 'agency', agencyId: ref.agencyId })
      return trusted(found.armored, userId, await hubOf(ref.hub))
    },
    isOutside: async ref => {
      const agency = await agencyOf(ref)
      return agency !== undefined && !agency.suspended && agency.issuer === ''
    },
    agencyType: async ref => {
      const agency = await agencyOf(ref)
      return agency === undefined || agency.suspended ? undefined : agency.type
    },
    nameOf: async ref => {
      const agency = await agencyOf(ref)
      return { name: agency?.name ?? '', phone: agency?.dutyPhone ?? '' }
    },
    sealOf: code => ofHub(code, CertificateUse.REDACTION_SEAL, 'redaction-seal'),
    signerOf: code => ofHub(code, CertificateUse.REDACTION_SIGN, 'redaction-sign'),
  }
}
