import { handlingCodes, ITEM_INFORMATION, ITEM_SOURCES } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { handOver } from '../commands/files/hand-over.ts'
import type { showReceivedFile } from '../commands/files/show-received-file.ts'
import { FILE_STATEMENTS } from '../domain/incriminating.ts'
import type { referralFiles } from '../queries/referral-files.ts'
import { itemUse } from './item-use.ts'
import { signedRequest } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const itemCodes = z.strictObject({
  handling: z.enum(handlingCodes.all),
  source: z.enum(ITEM_SOURCES),
  information: z.enum(ITEM_INFORMATION),
})
const body = z.strictObject({
  ...{ fileId: z.uuid(), referralId: z.uuid() },
  itemCodes: itemCodes
    .optional()
    .describe(
      'Required of what the agency has itself, where the protocol is evaluated. What came to it goes on under its own',
    ),
  incriminating: z
    .enum(FILE_STATEMENTS)
    .optional()
    .describe(
      'Required to police and prosecution: `nothing` in the file could be held against the person, or the person `agreed` to it, which counts where the consent says so',
    ),
})
const handedOver = z.strictObject({ deliveryId: z.uuid() })
const party = z.strictObject({ hub: z.string(), agencyId: z.string() })

const listed = z.strictObject({
  /** Of the person, by the own agency. */
  kept: z.array(
    z.strictObject({
      fileId: z.uuid(),
      state: z.enum(['uploading', 'received', 'quarantined', 'kept', 'refused']),
      /** Of the encrypted file, in bytes. */
      ...{ size: z.int(), received: z.int() },
      begunAt: z.iso.datetime(),
    }),
  ),
  sent: z.array(
    z.strictObject({
      ...{ deliveryId: z.uuid(), fileId: z.uuid(), to: party },
      /** sealing; sent: on its way; then what the other hub has stated. */
      state: z.enum(['sealing', 'sent', 'delivered', 'refused', 'expired']),
      size: z.int().nullable().describe('Of the sealed bundle, in bytes; null until it is sealed, and within the hub'),
      carried: z.int().describe('So many of these the other hub has'),
      code: z.string().nullable().describe('Of a refusal'),
      askedAt: z.iso.datetime(),
    }),
  ),
  received: z.array(
    z.strictObject({
      ...{ deliveryId: z.uuid(), from: party },
      /** Null until there is one. */
      fileId: z.uuid().nullable(),
      /** coming; arrived: whole, and not verified yet; quarantined: not looked at for malware yet; stored: it can be opened. */
      state: z.enum(['coming', 'arrived', 'quarantined', 'stored', 'refused']),
      sealedTo: z.string().nullable().describe('Stored, and sealed to this key, which the agency holds itself'),
      code: z.string().nullable().describe('Of a refusal'),
      /** How much of it is here. */
      ...{ parts: z.int(), here: z.int() },
      announcedAt: z.iso.datetime(),
    }),
  ),
})

const viewBody = z.strictObject({
  request: signedRequest(),
  fileId: z.uuid(),
  use: itemUse,
})

interface Routes {
  readonly handOver: ReturnType<typeof handOver>
  readonly show: ReturnType<typeof showReceivedFile>
  readonly list: ReturnType<typeof referralFiles>
}

/** Files that go to the other agency of a referral in another hub, and those that came from it. */
export function fileDeliveryRoutes(app: HttpApp, routes: Routes): void {
  app.post(
    '/file-deliveries',
    { schema: { body, response: { 201: handedOver } }, config: { scope: 'referral:work' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const { fileId, referralId, itemCodes, incriminating } = request.body
      const asked = {
        fileId,
        referralId,
        itemCodes,
        incriminating,
        caller: { user, agency, acr, token },
        correlationId: request.id,
      }
      const toView = (deliveryId: string) => ({ deliveryId })
      return reply.status(201).send(toView(await routes.handOver(asked, request.replay(201, toView))))
    },
  )
  app.get(
    '/file-deliveries',
    {
      schema: { querystring: z.strictObject({ referralId: z.uuid() }), response: { 200: listed } },
      config: { scope: 'referral:work' },
    },
    async request => {
      const { user, agency, acr, token } = request.caller
      const { kept, sent, received } = await routes.list(request.query.referralId, { user, agency, acr, token })
      return {
        kept: kept.map(({ begunAt, ...one }) => ({ ...one, begunAt: begunAt.toISOString() })),
        sent: sent.map(({ askedAt, ...one }) => ({ ...one, askedAt: askedAt.toISOString() })),
        received: received.map(({ announcedAt, ...one }) => ({ ...one, announcedAt: announcedAt.toISOString() })),
      }
    },
  )
  app.post(
    '/received-file-views',
    {
      schema: { body: viewBody, response: { 200: z.strictObject({ sealed: z.string() }) } },
      config: { scope: 'view:open', idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await routes.show({ ...request.body, caller, correlationId: request.id }) }
    },
  )
}
