import type { Ask } from '@amparo/asking'
import {
  AgencyRequestSchema,
  CertificateUse,
  create,
  directoryAgency,
  directoryHub,
  directoryInstruments,
  type ForWhom,
  HubRequestSchema,
  InstrumentsRequestSchema,
  timestampDate,
  Matter as WireMatter,
} from '@amparo/contracts'
import type { Accredited, AgencyRef } from '../domain/agency.ts'
import type { AgencyType, Matter } from '../domain/codes.ts'
import type { Instrument } from '../domain/disclosure.ts'
import { wires } from './codes.ts'

/** Of a hub, as this hub's directory has it: what its grants are signed with, and who certified that. */
export interface GrantSigner {
  readonly certificate: string
  readonly fingerprint: string
  readonly jurisdiction: string
  readonly jurisdictionFingerprint: string
}

export interface Listed extends Accredited {
  readonly suspended: boolean
  /** For whom it is; undefined: that is not stated. */
  readonly eligibility?: ForWhom | undefined
  /** Of one that is suspended: the agency of its hub that takes over whom it referred, as the jurisdiction states. */
  readonly successor?: string | undefined
}

export interface Directory {
  /** Undefined: unknown, or of a type that this hub does not know. */
  findParty(ref: AgencyRef): Promise<Listed | undefined>
  /** Suspended, or not named any more: it may be the harm. Of a type that this hub does not know it still is named. */
  isStruckOff(ref: AgencyRef): Promise<boolean>
  /** An organisation's name is no secret of anybody. Undefined: unknown. */
  nameOf(ref: AgencyRef): Promise<{ readonly type: AgencyType; readonly name: string } | undefined>
  instruments(between: { from: string; to: string; matter: Matter }): Promise<readonly Instrument[]>
  /** Every certificate with which that hub may sign grants now. */
  grantSigners(hub: string): Promise<readonly GrantSigner[]>
}

/** Nobody has stated that it is accredited. */
const NEVER = new Date(0)

const MATTER = { assistance: WireMatter.ASSISTANCE, criminal: WireMatter.CRIMINAL } as const

export const directoryBy = (ask: Ask): Directory => ({
  findParty: async ref => {
    const { agency } = await ask(directoryAgency, create(AgencyRequestSchema, { ref }))
    const type = agency && wires.agencyType.read(agency.type)
    if (agency === undefined || type === undefined) return undefined
    const { suspended, issuer, eligibility, accreditedUntil, successor } = agency
    return {
      ...{ hub: ref.hub, agencyId: ref.agencyId, type, suspended, outside: issuer === '' },
      accreditedUntil: accreditedUntil === undefined ? NEVER : timestampDate(accreditedUntil),
      ...(eligibility && { eligibility }),
      ...(successor !== '' && { successor }),
    }
  },

  isStruckOff: async ref => {
    const { agency } = await ask(directoryAgency, create(AgencyRequestSchema, { ref }))
    return agency === undefined || agency.suspended
  },

  nameOf: async ref => {
    const { agency } = await ask(directoryAgency, create(AgencyRequestSchema, { ref }))
    const type = agency && wires.agencyType.read(agency.type)
    return agency === undefined || type === undefined ? undefined : { type, name: agency.name }
  },

  instruments: async ({ from, to, matter }) => {
    const request = create(InstrumentsRequestSchema, { fromHub: from, toHub: to, matter: MATTER[matter] })
    const { instruments } = await ask(directoryInstruments, request)
    return instruments
      .filter(instrument => instrument.matter === MATTER[matter])
      .flatMap(({ id, hubs, validUntil }) =>
        validUntil === undefined ? [] : [{ id, hubs, matter, validUntil: timestampDate(validUntil) }],
      )
  },

  grantSigners: async hub => {
    const answer = await ask(directoryHub, create(HubRequestSchema, { hub }))
    const found = answer.hub
    if (found === undefined || found.hub !== hub) return []
    return found.certificates
      .filter(({ use }) => use === CertificateUse.CONSENT_SIGN)
      .map(({ armored, fingerprint }) => ({
        certificate: armored,
        fingerprint,
        jurisdiction: found.jurisdictionArmored,
        jurisdictionFingerprint: found.jurisdictionFingerprint,
      }))
  },
})
