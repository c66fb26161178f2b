import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { Draft, draftFromFhir } from '../commands/draft-from-fhir.ts'
import { isTooDeep, UNMAPPED_REASONS } from '../domain/fhir/leaves.ts'
import { writeConsent } from '../domain/fhir/write.ts'
import type { getFhir } from '../queries/get-fhir.ts'
import { formView } from './basis-view.ts'
import { fhirConsentView } from './fhir-view.ts'
import { formBody } from './form-body.ts'

/** RFC 6838; registered by HL7. */
const FHIR_JSON = 'application/fhir+json'

export function getFhirRoute(app: HttpApp, get: ReturnType<typeof getFhir>, now: Clock): void {
  const schema = {
    description: 'The consent as a FHIR R5 Consent, as docs/fhir-consent.md says. For the agency that recorded it.',
    produces: [FHIR_JSON],
    params: z.strictObject({ id: z.uuid() }),
    response: { 200: fhirConsentView },
  }
  app.get('/consents/:id/fhir', { schema, config: { scope: 'consent:record' } }, async (request, reply) => {
    const carried = await get(request.params.id, request.caller.agency, now())
    return reply.type(`${FHIR_JSON}; charset=utf-8`).send(writeConsent(carried))
  })
}

const resource = z
  .looseObject({ resourceType: z.literal('Consent') })
  .refine(body => !isTooDeep(body), { params: { code: 'too_deep' } })
  .describe('FHIR R5 Consent')

const draftView = z.object({
  form: formBody.describe('What POST /consents would take'),
  unmapped: z
    .array(z.object({ path: z.string().describe('RFC 6901, into the resource'), reason: z.enum(UNMAPPED_REASONS) }))
    .describe('All of the resource that is not in the form'),
})

const toView = ({ form, unmapped }: Draft): z.output<typeof draftView> => ({
  form: { ...formView(form), ...(form.excluded && { excluded: form.excluded.map(one => ({ ...one })) }) },
  unmapped: unmapped.map(({ path, reason }) => ({ path, reason })),
})

export function draftFromFhirRoute(app: HttpApp, draft: ReturnType<typeof draftFromFhir>): void {
  const schema = {
    description:
      'What would be recorded of a FHIR R5 Consent, and all of it that would not. Nothing is recorded: look at what did not map, then send the form to POST /consents. Refused unless the form would be accepted there, but for the signed sheet: upload it and name it before you send the form.',
    consumes: ['application/json', FHIR_JSON],
    body: resource,
    response: { 200: draftView },
  }
  app.post('/consents/fhir', { schema, config: { scope: 'consent:record' } }, async request => {
    const { body, caller, id } = request
    return toView(await draft({ resource: body, caller, correlationId: id }))
  })
}
