import { Readable } from 'node:stream'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { BegunFile, beginFile } from '../commands/files/begin-file.ts'
import type { readFile, showFile } from '../commands/files/show-file.ts'
import type { fileOf, takeBackUpload, takeUpload } from '../commands/files/take-upload.ts'
import { itemUse } from './item-use.ts'

const body = z.strictObject({
  /**
   * OpenPGP message, armored, to the hub's redaction-seal certificate: a form for this route, whose data are the agency's own reference to
   * the person, what the file is (size, hashes, media type) and the secret with which it is encrypted.
   */
  sealed: z.string().min(1).max(16_384),
})
const begunView = z.strictObject({
  fileId: z.uuid(),
  /** So many bytes of the encrypted file are to come, by PATCH /files/:fileId/content. */
  size: z.int(),
})
const toView = ({ fileId, size }: BegunFile): z.infer<typeof begunView> => ({ fileId, size })

const fileView = z.strictObject({
  fileId: z.uuid(),
  /** uploading; received: whole, and not verified yet; quarantined: not looked at for malware yet; kept; refused: it is not what was announced; arriving: from another hub. */
  state: z.enum(['uploading', 'received', 'quarantined', 'kept', 'refused', 'arriving']),
  code: z.string().nullable().describe('Of a refusal after it had been verified'),
  ...{ size: z.int(), received: z.int() },
})

const viewBody = z.strictObject({
  /** Compact JWS of the session's own key (see libs/crypto, view requests), about the agency's own reference to the person. */
  request: z.string().min(1).max(32_768),
  fileId: z.uuid(),
  use: itemUse,
})
const sealedView = z.strictObject({ sealed: z.string() })

const params = z.strictObject({ fileId: z.uuid() })
const TUS = '1.0.0'
const tus = z.looseObject({ 'tus-resumable': z.literal(TUS) })
const offset = z
  .string()
  .regex(/^\d{1,13}$/)
  .transform(Number)
/** From one byte to the end: all that going on with a download needs. */
const range = z.looseObject({
  range: z
    .string()
    .regex(/^bytes=\d{1,13}-$/)
    .optional(),
})
const nothing = z.undefined().describe('No content')
const UPLOAD = 'application/offset+octet-stream'

export interface FileRoutes {
  readonly begin: ReturnType<typeof beginFile>
  readonly find: ReturnType<typeof fileOf>
  readonly take: ReturnType<typeof takeUpload>
  readonly takeBack: ReturnType<typeof takeBackUpload>
  readonly show: ReturnType<typeof showFile>
  readonly read: ReturnType<typeof readFile>
}

/**
 * Files of any size, kept for the agency that sends them. Uploaded by the core of the tus protocol 1.0.0 (HEAD and PATCH) and its
 * extension `termination` (DELETE), to an upload that POST /files has made; read again in whole or from a byte on.
 */
export function fileRoutes(app: HttpApp, { begin, find, take, takeBack, show, read }: FileRoutes): void {
  const config = { scope: 'referral:work' } as const
  app.addContentTypeParser(UPLOAD, (_request, payload, done) => done(null, payload))

  app.post('/files', { schema: { body, response: { 201: begunView } }, config }, async (request, reply) => {
    const { user, agency, acr, token } = request.caller
    const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
    return reply.status(201).send(toView(await begin(sent, request.replay(201, toView))))
  })

  app.get('/files/:fileId', { schema: { params, response: { 200: fileView } }, config }, async request => {
    const { fileId, state, code, size, received } = await find(request.params.fileId, request.caller.agency)
    return { fileId, state, code, size, received }
  })

  const content = '/files/:fileId/content'
  app.head(
    content,
    { schema: { params, headers: tus, response: { 204: nothing } }, config },
    async (request, reply) => {
      const { size, received } = await find(request.params.fileId, request.caller.agency)
      return reply
        .status(204)
        .headers({ 'tus-resumable': TUS, 'upload-offset': received, 'upload-length': size })
        .send()
    },
  )

  const patch = { params, headers: tus.extend({ 'upload-offset': offset }), response: { 204: nothing } }
  app.patch(content, { schema: patch, config }, async (request, reply) => {
    const { fileId } = request.params
    const arriving = request.body instanceof Readable ? request.body : Readable.from([])
    const received = await take(fileId, request.caller.agency, request.headers['upload-offset'], arriving)
    return reply.status(204).headers({ 'tus-resumable': TUS, 'upload-offset': received }).send()
  })

  app.delete(
    content,
    { schema: { params, headers: tus, response: { 204: nothing } }, config },
    async (request, reply) => {
      await takeBack(request.params.fileId, request.caller.agency)
      return reply.status(204).header('tus-resumable', TUS).send()
    },
  )

  const answers = { 200: z.any(), 206: z.any() }
  app.get(content, { schema: { params, headers: range, response: answers }, config }, async (request, reply) => {
    const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0)
    const { size, content: pieces } = await read(request.params.fileId, request.caller.agency, from)
    if (request.headers.range) reply.status(206).header('content-range', `bytes ${from}-${size - 1}/${size}`)
    return reply.type('application/octet-stream').send(Readable.from(pieces, { objectMode: false }))
  })

  app.post(
    '/file-views',
    { schema: { body: viewBody, response: { 200: sealedView } }, config: { ...config, idempotent: false } },
    async request => {
      const { user, agency, acr, jkt, token } = request.caller
      return { sealed: await show({ ...request.body, caller: { user, agency, acr, jkt, token } }) }
    },
  )
}
