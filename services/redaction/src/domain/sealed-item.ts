/** What an agency that holds its keys itself opens, and its hub does not. */
export interface Inside {
  /** A bundle in one run of bytes. */
  readonly parcel: Uint8Array
  /** Fingerprint of the agency's certificate. */
  readonly sealedTo: string
}

/** The same, of what one agency says to another. */
export interface SealedSaid extends Inside {
  readonly kind: 'message' | 'report' | 'request_text'
  /** Codes of what is in a report. */
  readonly categories: readonly string[]
  /** Of a text of a request for evidence: as its sender says, and its reader can see by the manifest inside. */
  readonly field: string
  readonly sha256: string
}
