/** The part of FHIR R5 that is written. https://hl7.org/fhir/R5/consent.html */
export interface Coding {
  readonly system: string
  readonly code: string
}
export interface CodeableConcept {
  readonly coding: Coding[]
}
export interface Identifier {
  readonly system: string
  readonly value: string
}
/** By identifier alone: there is nothing to fetch, and nothing to display. */
export interface Reference {
  readonly type?: string
  readonly identifier: Identifier
}
export type Extension = { readonly url: string } & Readonly<Record<string, string | number | boolean>>
export interface Actor {
  readonly role: CodeableConcept
  readonly reference: Reference
}

/** Neither data nor a title: which sheet it is, and its hash. */
export interface Attachment {
  readonly extension: Extension[]
  readonly url: string
}

export interface FhirConsent {
  readonly resourceType: 'Consent'
  readonly id: string
  readonly meta: { readonly versionId: string }
  readonly extension: Extension[]
  readonly modifierExtension?: Extension[]
  readonly identifier: Identifier[]
  readonly status: 'active' | 'inactive'
  readonly category: CodeableConcept[]
  readonly subject: Reference
  readonly date: string
  readonly period: { readonly start: string; readonly end: string }
  readonly grantor?: Reference[]
  readonly grantee?: Reference[]
  readonly manager: Reference[]
  readonly controller: Reference[]
  readonly sourceAttachment?: Attachment[]
  readonly sourceReference?: Reference[]
  readonly regulatoryBasis: CodeableConcept[]
  readonly policyBasis: { readonly reference: Reference }
  readonly policyText?: Reference[]
  readonly verification: [{ readonly verified: boolean; readonly verificationType: CodeableConcept }]
  readonly decision: 'deny'
  readonly provision: [Permission]
}

export interface Permission {
  readonly period: { readonly end: string }
  readonly actor: Actor[]
  readonly action: CodeableConcept[]
  readonly purpose: Coding[]
  readonly code: CodeableConcept[]
  readonly provision?: [{ readonly actor: Actor[] }]
}
