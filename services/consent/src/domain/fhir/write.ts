import type { Purpose } from '../codes.ts'
import type { Form } from '../form.ts'
import { valueAt } from './at.ts'
import type { Carried, Fate } from './carried.ts'
import { EXTENSIONS, placeOfRow, urlOf } from './elements.ts'
import { ACCESS, PATIENT_CONSENT, RECIPIENT, SHEET_SHA256, SYSTEMS, TREATMENT } from './names.ts'
import { type PartyId, typeOfParty, writeParty } from './party-id.ts'
import type { Actor, CodeableConcept, Coding, Extension, FhirConsent, Permission, Reference } from './resource.ts'

/** A consent as FHIR R5 says it. Everything is forbidden but what its one provision permits, and that but for whom the person excluded. */
export function writeConsent({ form, fate }: Carried): FhirConsent {
  const controller = [party(fate.controller)]
  return {
    resourceType: 'Consent',
    id: fate.id,
    meta: { versionId: String(fate.version) },
    ...extensions({ form, fate }),
    identifier: [{ system: SYSTEMS.uri, value: `urn:uuid:${fate.id}` }],
    status: fate.inForce ? 'active' : 'inactive',
    category: [concept(SYSTEMS.loinc, PATIENT_CONSENT)],
    subject: subject(form),
    ...when(fate),
    ...grantor(form),
    ...grantees(form),
    manager: controller,
    controller,
    ...papers(form),
    regulatoryBasis: [concept(SYSTEMS.basis, form.basis)],
    policyBasis: { reference: hashed(fate.policyHash) },
    verification: [
      { verified: form.comprehensionChecked, verificationType: concept(SYSTEMS.verification, 'comprehension') },
    ],
    decision: 'deny',
    provision: [permission(form)],
  }
}

const concept = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] })

/** The end of a period is part of it. */
const when = ({ grantedAt, endsAt }: Fate): Pick<FhirConsent, 'date' | 'period'> => ({
  date: grantedAt.slice(0, 10),
  period: { start: grantedAt, end: new Date(Date.parse(endsAt) - 1).toISOString() },
})

const subject = ({ subjectRef }: Form): Reference => ({
  type: 'Patient',
  identifier: { system: SYSTEMS.subject, value: subjectRef },
})

function grantor(form: Form): Pick<FhirConsent, 'grantor'> {
  if (form.grantedBy === 'none') return {}
  if (form.grantedBy === 'self') return { grantor: [subject(form)] }
  return { grantor: [{ type: 'RelatedPerson', identifier: { system: SYSTEMS.grantor, value: form.grantedBy } }] }
}

/** For search alone, and without kinds of agencies: FHIR lets no group stand here. */
function grantees({ recipients }: Form): Pick<FhirConsent, 'grantee'> {
  const agencies = recipients.filter(({ agencyId }) => agencyId !== undefined)
  return agencies.length > 0 ? { grantee: agencies.map(party) } : {}
}

const hashed = (sha256: string): Reference => ({
  type: 'DocumentReference',
  identifier: { system: SYSTEMS.sha256, value: sha256 },
})

const papers = ({ sheet, taken }: Form): Pick<FhirConsent, 'sourceAttachment' | 'sourceReference' | 'policyText'> => ({
  ...(sheet && {
    sourceAttachment: [{ extension: [{ url: SHEET_SHA256, valueString: sheet.sha256 }], url: `urn:uuid:${sheet.id}` }],
  }),
  ...(taken?.guardian && { sourceReference: [hashed(taken.guardian.document)] }),
  ...(taken?.formText !== undefined && { policyText: [hashed(taken.formText)] }),
})

const party = (id: PartyId): Reference => ({
  type: typeOfParty(id),
  identifier: { system: SYSTEMS.party, value: writeParty(id) },
})

const actor = (id: PartyId): Actor => ({ role: concept(SYSTEMS.participation, RECIPIENT), reference: party(id) })

const purpose = (code: Purpose): Coding =>
  code === 'medical_care' ? { system: SYSTEMS.reason, code: TREATMENT } : { system: SYSTEMS.purpose, code }

const permission = ({ validUntil, recipients, purposes, dataCategories, excluded = [] }: Form): Permission => ({
  period: { end: validUntil },
  actor: recipients.map(actor),
  action: [concept(SYSTEMS.action, ACCESS)],
  purpose: purposes.map(purpose),
  code: dataCategories.map(category => concept(SYSTEMS.category, category)),
  ...(excluded.length > 0 && { provision: [{ actor: excluded.map(actor) }] }),
})

function extensions(carried: Carried): Pick<FhirConsent, 'extension' | 'modifierExtension'> {
  const modifierExtension = extensionsAt('modifierExtension', carried)
  return { extension: extensionsAt('extension', carried), ...(modifierExtension.length > 0 && { modifierExtension }) }
}

const extensionsAt = (place: ReturnType<typeof placeOfRow>, carried: Carried): Extension[] =>
  EXTENSIONS.filter(row => placeOfRow(row) === place).flatMap(row =>
    [valueAt(carried[row.in], row.at)].flat().flatMap(value => {
      const said = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      return said ? [{ url: urlOf(row), [row.value]: value }] : []
    }),
  )
