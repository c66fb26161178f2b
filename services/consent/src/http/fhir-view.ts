import { z } from 'zod'

const coding = z.object({ system: z.string(), code: z.string() })
const concept = z.object({ coding: z.array(coding) })
const identifier = z.object({ system: z.string(), value: z.string() })
const reference = z.object({ type: z.string().optional(), identifier })
const actor = z.object({ role: concept, reference })
const extension = z.object({
  url: z.string(),
  valueBoolean: z.boolean().optional(),
  valueCode: z.string().optional(),
  valueDate: z.string().optional(),
  valueId: z.string().optional(),
  valueInstant: z.string().optional(),
  valueInteger: z.int().optional(),
  valueString: z.string().optional(),
})

const permission = z.object({
  period: z.object({ end: z.string() }),
  actor: z.array(actor),
  action: z.array(concept),
  purpose: z.array(coding),
  code: z.array(concept),
  provision: z.array(z.object({ actor: z.array(actor) })).optional(),
})

/** FHIR R5, element by element as docs/fhir-consent.md has it. Nothing to display is in it: no name would fit. */
export const fhirConsentView = z
  .object({
    resourceType: z.literal('Consent'),
    id: z.string(),
    meta: z.object({ versionId: z.string() }),
    extension: z.array(extension),
    modifierExtension: z.array(extension).optional(),
    identifier: z.array(identifier),
    status: z.enum(['active', 'inactive']),
    category: z.array(concept),
    subject: reference,
    date: z.string(),
    period: z.object({ start: z.string(), end: z.string() }),
    grantor: z.array(reference).optional(),
    grantee: z.array(reference).optional(),
    manager: z.array(reference),
    controller: z.array(reference),
    sourceAttachment: z.array(z.object({ extension: z.array(extension), url: z.string() })).optional(),
    sourceReference: z.array(reference).optional(),
    regulatoryBasis: z.array(concept),
    policyBasis: z.object({ reference }),
    policyText: z.array(reference).optional(),
    verification: z.array(z.object({ verified: z.boolean(), verificationType: concept })),
    decision: z.literal('deny'),
    provision: z.array(permission),
  })
  .describe('FHIR R5 Consent: https://hl7.org/fhir/R5/consent.html')
