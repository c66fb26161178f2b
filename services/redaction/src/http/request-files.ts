import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { ownRequestFile, takeBackUpload, takeUpload } from '../commands/files/take-upload.ts'
import type { beginRequestFile } from '../commands/request-files/begin-request-file.ts'
import { requestFileForm } from '../commands/request-files/begin-request-file.ts'
import type { handOverRequestFile } from '../commands/request-files/hand-over-request-file.ts'
import type { readRequestFile, showRequestFile } from '../commands/request-files/show-request-file.ts'
import type { requestFiles } from '../queries/request-files.ts'
import { fileContentRoutes } from './file-content.ts'
import { itemUse } from './item-use.ts'
import { sealedForm } from './sealed-form.ts'
import { signedRequest, THE_REQUEST } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const body = z.strictObject({
  sealed: sealedForm(requestFileForm.schema, 16_384),
})
const begun = z.strictObject({
  /** It is the item's id, too. */
  fileId: z.uuid(),
  /** So many bytes of the encrypted file are to come, by PATCH /request-files/:fileId/content. */
  size: z.int(),
})
const handing = z.strictObject({ fileId: z.uuid(), requestId: z.uuid() })
const handedOver = z.strictObject({ deliveryId: z.uuid() })
const party = z.strictObject({ hub: z.string(), agencyId: z.string() })
const code = z.string().nullable().describe('Of a refusal')

const listed = z.strictObject({
  files: z.array(
    z.strictObject({
      ...{ fileId: z.uuid(), item: z.uuid().describe('As which the request names it') },
      state: z.enum(['uploading', 'received', 'quarantined', 'kept', 'refused', 'arriving']),
      code,
      /** Of the encrypted file, in bytes. */
      ...{ size: z.int(), received: z.int() },
      own: z.boolean().describe('The own agency has sent it, or it came for that'),
      came: z.boolean().describe('From the other hub'),
      sha256: z.string().nullable().describe('Of the file, once it is kept: the request names it by that'),
      begunAt: z.iso.datetime(),
      gone: z
        .strictObject({
          ...{ mediaType: z.string(), size: z.int(), root: z.string(), sha512_256: z.string(), scanned: z.boolean() },
          custody: z
            .array(z.strictObject({ base64: z.string(), signature: z.string(), timestamp: z.string().optional() }))
            .describe('Each entry as it is signed, in base64, with its armored signature'),
        })
        .nullable()
        .describe('Of an item that was returned or destroyed: it opens no more, and this is its chain of custody'),
    }),
  ),
  sent: z.array(
    z.strictObject({
      ...{ deliveryId: z.uuid(), fileId: z.uuid(), to: party, code },
      /** sealing; sent: on its way; then what the other hub has stated. */
      state: z.enum(['sealing', 'sent', 'delivered', 'refused', 'expired']),
      size: z.int().nullable().describe('Of the sealed bundle, in bytes; null until it is sealed, and within the hub'),
      carried: z.int().describe('So many of these the other hub has'),
      askedAt: z.iso.datetime(),
    }),
  ),
  coming: z.array(
    z.strictObject({
      ...{ deliveryId: z.uuid(), fileId: z.uuid().nullable(), code },
      item: z.uuid().nullable().describe('As which the request names it, as its sender says'),
      sealedTo: z
        .string()
        .nullable()
        .describe('Stored, and sealed to this key, which the central authority holds itself'),
      /** coming; arrived: whole, and not verified yet; quarantined: not looked at for malware yet; stored: it can be opened. */
      state: z.enum(['coming', 'arrived', 'quarantined', 'stored', 'refused']),
      /** How much of it is here. */
      ...{ parts: z.int(), here: z.int() },
      announcedAt: z.iso.datetime(),
    }),
  ),
})

const viewBody = z.strictObject({
  request: signedRequest(THE_REQUEST),
  fileId: z.uuid(),
  use: itemUse,
})

interface Routes {
  readonly begin: ReturnType<typeof beginRequestFile>
  readonly list: ReturnType<typeof requestFiles>
  readonly handOver: ReturnType<typeof handOverRequestFile>
  readonly show: ReturnType<typeof showRequestFile>
  readonly find: ReturnType<typeof ownRequestFile>
  readonly take: ReturnType<typeof takeUpload>
  readonly takeBack: ReturnType<typeof takeBackUpload>
  readonly read: ReturnType<typeof readRequestFile>
}

/** Files of any size of requests for evidence: annexes of what is asked, and what is handed over in answer. */
export function requestFileRoutes(app: HttpApp, routes: Routes): void {
  const config = { scope: 'evidence:request' } as const
  app.post('/request-files', { schema: { body, response: { 201: begun } }, config }, async (request, reply) => {
    const { user, agency, acr, token } = request.caller
    const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
    const answered = await routes.begin(
      sent,
      request.replay(201, one => one),
    )
    return reply.status(201).send(answered)
  })
  const { find, take, takeBack, read } = routes
  fileContentRoutes(app, { path: '/request-files', scope: config.scope }, { find, take, takeBack, read })
  app.get(
    '/request-files',
    { schema: { querystring: z.strictObject({ requestId: z.uuid() }), response: { 200: listed } }, config },
    async request => {
      const { user, agency, acr, token } = request.caller
      const { files, sent, coming } = await routes.list(request.query.requestId, { user, agency, acr, token })
      return {
        files: files.map(({ begunAt, ...one }) => ({ ...one, begunAt: begunAt.toISOString() })),
        sent: sent.map(({ askedAt, ...one }) => ({ ...one, askedAt: askedAt.toISOString() })),
        coming: coming.map(({ announcedAt, from: _, ...one }) => ({ ...one, announcedAt: announcedAt.toISOString() })),
      }
    },
  )
  app.post(
    '/request-file-deliveries',
    { schema: { body: handing, response: { 201: handedOver } }, config: { scope: 'evidence:decide' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const asked = { ...request.body, caller: { user, agency, acr, token }, correlationId: request.id }
      const toView = (deliveryId: string) => ({ deliveryId })
      return reply.status(201).send(toView(await routes.handOver(asked, request.replay(201, toView))))
    },
  )
  app.post(
    '/request-file-views',
    {
      schema: { body: viewBody, response: { 200: z.strictObject({ sealed: z.string() }) } },
      config: { ...config, idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await routes.show({ ...request.body, caller, correlationId: request.id }) }
    },
  )
}
