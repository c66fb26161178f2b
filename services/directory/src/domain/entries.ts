export interface Certificate {
  /** OpenPGP, lower-case hex. */
  readonly fingerprint: string
  readonly armored: string
  /** Code of the certificate's uses. */
  readonly use: string
  readonly hubHeld: boolean
}

export interface Agency {
  readonly hub: string
  readonly agencyId: string
  readonly type: string
  readonly name: string
  /** Empty: it is no member. */
  readonly issuer: string
  readonly suspended: boolean
  /** Codes of service categories. */
  readonly services: readonly string[]
  /** Of the organisation, staffed day and night. */
  readonly dutyPhone: string | undefined
  readonly takesMinors: boolean
}

export interface AgencyEntry extends Agency {
  readonly certificates: readonly Certificate[]
}

export interface HubEntry {
  readonly hub: string
  readonly jurisdictionArmored: string
  readonly jurisdictionFingerprint: string
  readonly certificates: readonly Certificate[]
}

export interface Instrument {
  readonly id: string
  readonly citation: string
  readonly hubs: readonly string[]
  readonly matter: string
  /** Code of the treaty; undefined: some other agreement. */
  readonly treaty?: string | undefined
  readonly validUntil: Date
}

/** All of one statement. */
export interface Directory {
  readonly agencies: readonly AgencyEntry[]
  readonly hubs: readonly HubEntry[]
  readonly instruments: readonly Instrument[]
}
