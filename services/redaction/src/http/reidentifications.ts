import { MATTER_NUMBER } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { openReidentified } from '../commands/open-reidentified.ts'
import type { confirmRequest, requestReidentification } from '../commands/request-reidentification.ts'
import { REIDENTIFICATION_REASONS, type Reidentification } from '../domain/reidentification.ts'
import type { waitingRequests } from '../queries/waiting-reidentifications.ts'
import { signedRequest } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const scope = 'identity:custody'

const requestView = z.strictObject({
  requestId: z.uuid(),
  reason: z.string(),
  reference: z.string(),
  /** Of the custodian who asked. */
  agencyId: z.string(),
  /** Asked by the caller: somebody else confirms it. */
  isOwn: z.boolean(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  confirmed: z.boolean(),
})
const toViewFor =
  (user: string) =>
  (of: Reidentification): z.infer<typeof requestView> => ({
    requestId: of.requestId,
    reason: of.reason,
    reference: of.reference,
    agencyId: of.requestedAgency,
    isOwn: of.requestedBy === user,
    requestedAt: of.requestedAt.toISOString(),
    expiresAt: of.expiresAt.toISOString(),
    confirmed: of.confirmedBy !== null,
  })

const why = {
  reason: z.enum(REIDENTIFICATION_REASONS),
  /** With whoever orders or documents it. */
  reference: z.string().regex(MATTER_NUMBER),
}
const requestBody = z.union([
  /** Of a candidate in a search of the caller's own. */
  z.strictObject({ pseudonym: z.uuid(), ...why }),
  z.strictObject({
    /** As a reader sees it in a view: two words and four digits. */
    codeName: z.string().regex(/^[A-Za-z]{3,12}[ -][A-Za-z]{3,12}[ -]\d{4}$/),
    /** Where the reader sees it: needed where two people have the same one. */
    referralId: z.uuid().optional(),
    ...why,
  }),
])

/** POST /reidentifications: the first of two custodians asks who stands behind a pseudonym or a code name. */
export const requestReidentificationRoute = (app: HttpApp, ask: ReturnType<typeof requestReidentification>) =>
  app.post(
    '/reidentifications',
    { schema: { body: requestBody, response: { 201: requestView } }, config: { scope } },
    async (request, reply) => {
      const { user, agency, acr, authTime } = request.caller
      const { reason, reference, ...meant } = request.body
      const asked = { meant, reason, reference, caller: { user, agency, acr, authTime }, correlationId: request.id }
      const toView = toViewFor(user)
      return reply.status(201).send(toView(await ask(asked, request.replay(201, toView))))
    },
  )

/** POST /reidentifications/:id/confirmation: the second of them, never the first. */
export const confirmReidentificationRoute = (app: HttpApp, confirm: ReturnType<typeof confirmRequest>) =>
  app.post(
    '/reidentifications/:id/confirmation',
    { schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: requestView } }, config: { scope } },
    async request => {
      const { user, agency, acr } = request.caller
      const asked = { requestId: request.params.id, caller: { user, agency, acr }, correlationId: request.id }
      const toView = toViewFor(user)
      return toView(await confirm(asked, request.replay(200, toView)))
    },
  )

/** GET /reidentifications: what waits for a second custodian, or to be opened. Not about whom. */
export const waitingReidentificationsRoute = (app: HttpApp, find: ReturnType<typeof waitingRequests>) =>
  app.get(
    '/reidentifications',
    { schema: { response: { 200: z.strictObject({ requests: z.array(requestView) }) } }, config: { scope } },
    async request => ({ requests: (await find(request.caller)).map(toViewFor(request.caller.user)) }),
  )

const viewBody = z.strictObject({
  request: signedRequest('the id of what was asked for'),
})

/** POST /reidentification-views: who it is, once, to whoever asked. Never answered from a store. */
export const openReidentifiedRoute = (app: HttpApp, open: ReturnType<typeof openReidentified>) =>
  app.post(
    '/reidentification-views',
    {
      schema: { body: viewBody, response: { 200: z.strictObject({ sealed: z.string() }) } },
      config: { scope, idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await open({ request: request.body.request, caller, correlationId: request.id }) }
    },
  )
