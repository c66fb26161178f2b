/** https://hl7.org/fhir/R5/consent.html. Which elements a hub writes, and which it reads: docs/fhir-consent.md. */
export interface FhirConsent {
  readonly resourceType: 'Consent'
  readonly [element: string]: unknown
}

/** An element of a resource that is in no form. */
export interface FhirUnmapped {
  /** RFC 6901, into the resource. */
  readonly path: string
  /** Why, as the OpenAPI document of consent has it. */
  readonly reason: string
}

/** What was done to a basis. */
export interface BasisVersion {
  readonly version: number
  /** recorded, confirmed, reviewed, superseded, withdrawn, refusal_noted, refusal_lifted or sheet_added. */
  readonly what: string
  /** A user; empty where the hub itself did it. */
  readonly by: string
  /** ISO 8601. */
  readonly at: string
}
