import type { Pointer } from '../form.ts'
import { extensionUrl } from './names.ts'

type ValueKey = 'valueCode' | 'valueBoolean' | 'valueDate' | 'valueInstant' | 'valueInteger' | 'valueString' | 'valueId'

/** Something of ours for which FHIR has no element. */
export interface ExtensionRow {
  /** Where it stands in the form, or in what became of it. */
  readonly at: Pointer
  readonly in: 'form' | 'fate'
  readonly value: ValueKey
  /** It may be there several times. */
  readonly several?: true
  /** It limits the consent: FHIR forbids whoever does not understand it to go on. */
  readonly modifies?: true
}

const inForm = (value: ValueKey, ...at: readonly Pointer[]): ExtensionRow[] =>
  at.map(pointer => ({ at: pointer, in: 'form', value }))
const inFate = (value: ValueKey, ...at: readonly Pointer[]): ExtensionRow[] =>
  at.map(pointer => ({ at: pointer, in: 'fate', value }))

export const EXTENSIONS: readonly ExtensionRow[] = [
  ...inForm('valueCode', '/languageExplained', '/signature', '/priority'),
  ...inForm('valueBoolean', '/interpreter', '/assent', '/reportBack', '/onward'),
  ...inForm('valueCode', '/taken/interpreter', '/taken/comprehension', '/taken/capacity', '/taken/contactRule'),
  ...inForm('valueBoolean', '/taken/viewsSought'),
  ...inForm('valueCode', '/taken/guardian/authority', '/taken/guardian/conflictCheck', '/taken/witness/from'),
  ...inForm('valueId', '/taken/witness/agencyId'),
  ...inForm('valueCode', '/selfIncriminating/advisedBy'),
  ...inForm('valueDate', '/selfIncriminating/advisedOn'),
  ...inForm('valueCode', '/justification/reason', '/justification/authority', '/justification/article/law'),
  ...inForm('valueInteger', '/justification/article/number'),
  ...inForm('valueString', '/justification/document'),
  ...inForm('valueCode', '/justification/personTold'),
  ...inForm('valueDate', '/justification/until'),
  { at: '/justification/compels', in: 'form', value: 'valueCode', several: true },
  { at: '/protocol', in: 'form', value: 'valueCode', modifies: true },
  { at: '/actions', in: 'form', value: 'valueCode', modifies: true, several: true },
  ...inFate('valueInstant', '/withdrawnAt', '/confirmBy', '/confirmedAt', '/sheetBy'),
  ...inFate('valueId', '/supersedes', '/supersededBy'),
]

/** `/taken/contactRule` is `taken-contact-rule`. */
export const nameOf = ({ at }: Pick<ExtensionRow, 'at'>): string =>
  at
    .slice(1)
    .replaceAll('/', '-')
    .replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

export const placeOfRow = (row: ExtensionRow): 'modifierExtension' | 'extension' =>
  row.modifies ? 'modifierExtension' : 'extension'

export const urlOf = (row: Pick<ExtensionRow, 'at'>): string => extensionUrl(nameOf(row))

export interface ElementRow {
  readonly fhir: string
  /** The field of the form, if it is one. */
  readonly at?: Pointer
  readonly says: string
}

/** Elements of FHIR that we write, and read. */
export const ELEMENTS: readonly ElementRow[] = [
  { fhir: 'Consent.id', says: 'id of the record' },
  { fhir: 'Consent.meta.versionId', says: 'version of the record' },
  {
    fhir: 'Consent.identifier',
    says: 'id of the record, as `urn:uuid:`: other servers give a resource an id of their own',
  },
  { fhir: 'Consent.status', says: '`active` while it is in force; `inactive` when withdrawn, ended or lapsed' },
  { fhir: 'Consent.category', says: 'LOINC 59284-0, patient consent' },
  {
    fhir: 'Consent.subject',
    at: '/subjectRef',
    says: 'the reference of the agency to the person, as an identifier; never a name',
  },
  { fhir: 'Consent.date', says: 'the day it was recorded' },
  { fhir: 'Consent.period', says: 'from when it was recorded to its last millisecond in fact' },
  { fhir: 'Consent.grantor', at: '/grantedBy', says: 'the person, or “a guardian” without saying who' },
  {
    fhir: 'Consent.grantee',
    at: '/recipients',
    says: 'recipients that are one agency, again: FHIR has them here for search only',
  },
  { fhir: 'Consent.manager', says: 'the agency that recorded it' },
  { fhir: 'Consent.controller', says: 'the agency that recorded it' },
  {
    fhir: 'Consent.sourceAttachment',
    at: '/sheet',
    says: 'the sheet that was signed or thumb-printed: its reference as `urn:uuid:`, its SHA-256 as an extension (FHIR’s own `hash` is SHA-1), never the sheet',
  },
  {
    fhir: 'Consent.sourceReference',
    at: '/taken/guardian/document',
    says: 'SHA-256 of the paper that shows the authority of a guardian',
  },
  { fhir: 'Consent.regulatoryBasis', at: '/basis', says: 'always `consent`' },
  { fhir: 'Consent.policyBasis.reference', says: 'SHA-256 of the policy under which it was recorded' },
  { fhir: 'Consent.policyText', at: '/taken/formText', says: 'SHA-256 of the text that was read to the person' },
  {
    fhir: 'Consent.verification',
    at: '/comprehensionChecked',
    says: 'whether it was checked that the person understood',
  },
  { fhir: 'Consent.decision', says: 'always `deny`: what is not named is not permitted' },
  { fhir: 'Consent.provision.period', at: '/validUntil', says: 'its end, the last day in UTC' },
  {
    fhir: 'Consent.provision.actor',
    at: '/recipients',
    says: 'each recipient: an agency, or a kind of agency in a hub',
  },
  { fhir: 'Consent.provision.action', says: 'always `access`' },
  { fhir: 'Consent.provision.purpose', at: '/purposes', says: 'our codes; medical care is HL7’s `TREAT`' },
  { fhir: 'Consent.provision.code', at: '/dataCategories', says: 'our codes' },
  { fhir: 'Consent.provision.provision.actor', at: '/excluded', says: 'whom the person never wants to know' },
]

/** Elements of FHIR that have nothing to say here. */
export const NOT_CARRIED: readonly ElementRow[] = [
  { fhir: 'Consent.meta', says: 'but for its version: reported' },
  { fhir: 'Consent.implicitRules', says: 'refused: FHIR forbids to go on without knowing them' },
  { fhir: 'Consent.language', says: 'reported' },
  { fhir: 'Consent.text', says: 'reported, and not read: words may name somebody' },
  { fhir: 'Consent.contained', says: 'reported, and not read' },
  { fhir: 'Consent.sourceAttachment.data', says: 'reported; no document goes in or out, only hashes' },
  { fhir: 'Consent.policyBasis.url', says: 'refused: a policy may limit' },
  { fhir: 'Consent.verification.verificationType', says: 'of another kind than ours: reported' },
  { fhir: 'Consent.verification.verifiedBy', says: 'reported' },
  { fhir: 'Consent.verification.verifiedWith', says: 'reported' },
  { fhir: 'Consent.verification.verificationDate', says: 'reported' },
  { fhir: 'Consent.provision.securityLabel', says: 'refused: without it more would be permitted' },
  { fhir: 'Consent.provision.documentType', says: 'refused, for the same reason' },
  { fhir: 'Consent.provision.resourceType', says: 'refused, for the same reason' },
  { fhir: 'Consent.provision.dataPeriod', says: 'refused, for the same reason' },
  { fhir: 'Consent.provision.data', says: 'refused, for the same reason' },
  { fhir: 'Consent.provision.expression', says: 'refused, for the same reason' },
]

/** Where a field of the form stands in the resource; of an extension its slice, since where it is missing it has no index. */
export function placeOf(pointer: string): Pointer {
  const covers = (at: Pointer | undefined) => at !== undefined && (pointer === at || pointer.startsWith(`${at}/`))
  // Not the one for search, which comes first.
  const element = ELEMENTS.findLast(({ at }) => covers(at))
  if (element) return pointerOf(element.fhir)
  const row = EXTENSIONS.find(({ at }) => covers(at) || at.startsWith(`${pointer}/`))
  return row === undefined ? '/' : `/${placeOfRow(row)}:${nameOf(row)}`
}

/** Of the one permission that a form is. */
const pointerOf = (element: string): Pointer =>
  `/${element.replace('Consent.', '').replaceAll('provision.', 'provision.0.').replaceAll('.', '/')}`
