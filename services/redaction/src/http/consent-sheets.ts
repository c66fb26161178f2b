import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { KeptSheet, keepConsentSheet } from '../commands/keep-consent-sheet.ts'
import { sheetForm } from '../commands/keep-consent-sheet.ts'
import type { showConsentSheet } from '../commands/show-consent-sheet.ts'
import { sealedForm } from './sealed-form.ts'
import { signedRequest, THE_PERSON } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const body = z.strictObject({
  sealed: sealedForm(sheetForm.schema, 1_500_000),
})
const keptView = z.strictObject({
  sheetId: z.uuid(),
  /** Of the file, hex. A consent names both. */
  sha256: z.string(),
})
const toView = ({ sheetId, sha256 }: KeptSheet): z.infer<typeof keptView> => ({ sheetId, sha256 })

const viewBody = z.strictObject({
  request: signedRequest(THE_PERSON),
  sheetId: z.uuid(),
})
const sealedView = z.strictObject({ sealed: z.string() })

export interface ConsentSheetRoutes {
  readonly keep: ReturnType<typeof keepConsentSheet>
  readonly show: ReturnType<typeof showConsentSheet>
}

/** The sheets that people signed: kept by the agency that takes a consent, and read again by that agency alone. */
export function consentSheetRoutes(app: HttpApp, { keep, show }: ConsentSheetRoutes): void {
  app.post(
    '/consent-sheets',
    { schema: { body, response: { 201: keptView } }, config: { scope: 'consent:record' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await keep(sent, request.replay(201, toView))))
    },
  )
  app.post(
    '/consent-sheet-views',
    {
      schema: { body: viewBody, response: { 200: sealedView } },
      config: { scope: 'consent:record', idempotent: false },
    },
    async request => {
      return { sealed: await show({ ...request.body, caller: viewCaller(request.caller) }) }
    },
  )
}
