/** Of everything that is ours in a FHIR resource. It names and need not resolve; `.example` can never come to belong to somebody else. */
const OURS = 'https://amparo.example/fhir'

export const extensionUrl = (name: string): string => `${OURS}/StructureDefinition/${name}`

/** Of an attachment, hex. FHIR's own `hash` is SHA-1. */
export const SHEET_SHA256 = extensionUrl('sheet-sha256')

/** Systems of identifiers and codes. */
export const SYSTEMS = {
  /** One person as one agency refers to it. */
  subject: `${OURS}/sid/subject-ref`,
  /** An agency, a kind of agency in a hub, or an officer: `hub:kind:agency:officer`, of which what is not said is empty. */
  party: `${OURS}/sid/party`,
  /** SHA-256 of a text or paper, hex. */
  sha256: `${OURS}/sid/sha-256`,
  /** Who consented, where it was not the person. */
  grantor: `${OURS}/sid/grantor`,
  basis: `${OURS}/CodeSystem/basis`,
  purpose: `${OURS}/CodeSystem/purpose`,
  category: `${OURS}/CodeSystem/data-category`,
  verification: `${OURS}/CodeSystem/verification`,
  uri: 'urn:ietf:rfc:3986',
  loinc: 'http://loinc.org',
  action: 'http://terminology.hl7.org/CodeSystem/consentaction',
  participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  reason: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
} as const

/** LOINC: patient consent. */
export const PATIENT_CONSENT = '59284-0'
/** To read; nothing here permits to collect, change or pass on. */
export const ACCESS = 'access'
/** Primary information recipient. */
export const RECIPIENT = 'PRCP'
/** What is ours under another name: HL7's list of purposes has to be used where it has the same. */
export const TREATMENT = 'TREAT'
