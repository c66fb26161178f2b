export interface Certificate {
  /** OpenPGP, lower-case hex. */
  readonly fingerprint: string
  readonly armored: string
  /** Code of the certificate's uses. */
  readonly use: string
  readonly hubHeld: boolean
  /** Its own key has revoked it; it stands in the statement to say so. */
  readonly revoked: boolean
}

export interface ListedCertificate extends Certificate {
  /** Since when a statement has named it. */
  readonly listedAt: Date
}

/** What is left out lets everybody in. */
export interface Eligibility {
  /** Full years, both included. */
  readonly minimumAge?: number | undefined
  readonly maximumAge?: number | undefined
  /** Codes of HTCDS. */
  readonly genders?: readonly string[] | undefined
}

export interface Accreditation {
  /** The day, `YYYY-MM-DD`. */
  readonly on: string
  /** Names of the two institutions that approved it. */
  readonly by: readonly string[]
  /** Exclusive. */
  readonly until: Date
}

export interface Agency {
  readonly hub: string
  readonly agencyId: string
  readonly type: string
  readonly name: string
  /** Empty: it is no member. */
  readonly issuer: string
  readonly suspended: boolean
  /** Undefined: it was imported before statements said it. */
  readonly accreditation: Accreditation | undefined
  /** Codes of service categories. */
  readonly services: readonly string[]
  /** Of the organisation, staffed day and night. */
  readonly dutyPhone: string | undefined
  readonly takesMinors: boolean
  /** For whom it is; undefined: for everybody of the ages that it takes. */
  readonly eligibility: Eligibility | undefined
  /** It has certificates, and its hub has the key of none. */
  readonly holdsKeys: boolean
  /** Of one that is suspended: the agency of its hub that takes over whom it referred. Undefined: none is stated. */
  readonly successor?: string | undefined
}

export interface AgencyEntry<C extends Certificate = ListedCertificate> extends Agency {
  readonly certificates: readonly C[]
}

export interface HubEntry<C extends Certificate = ListedCertificate> {
  readonly hub: string
  readonly jurisdictionArmored: string
  readonly jurisdictionFingerprint: string
  readonly certificates: readonly C[]
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

/** That one key of a jurisdiction takes the place of the one before: the text that both sign, and the certificate of the next. */
export interface Succession {
  readonly statement: string
  readonly signature: string
  readonly acceptance: string
  readonly certificate: string
}

/** What the directory knows of a jurisdiction's key before a statement. */
export interface KnownAuthority {
  readonly hub: string
  readonly fingerprint: string
  /** As the directory has it: with a revocation, if there was one. */
  readonly armored: string
  /** Fingerprints of those before. */
  readonly ended: readonly string[]
}

/** As a statement names it, with how its jurisdiction's key came to be the one it is. */
export interface StatedHub extends HubEntry<Certificate> {
  /** By that key itself: nothing that it certified is believed. */
  readonly jurisdictionRevoked: boolean
  readonly successions: readonly Succession[]
  /** Fingerprints. */
  readonly replaced: readonly string[]
  /** Fingerprints. */
  readonly ended: readonly string[]
}

/** All of one statement. */
export interface Directory {
  readonly agencies: readonly AgencyEntry<Certificate>[]
  readonly hubs: readonly StatedHub[]
  readonly instruments: readonly Instrument[]
}

/** The statement that the directory holds. */
export interface InForce {
  readonly version: number
  readonly issuedAt: Date
  /** Undefined: it was imported before statements said so. */
  readonly nextBy: Date | undefined
}
