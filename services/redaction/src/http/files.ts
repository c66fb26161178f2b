import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { BegunFile, beginFile } from '../commands/files/begin-file.ts'
import { fileForm } from '../commands/files/begin-file.ts'
import type { readFile, showFile } from '../commands/files/show-file.ts'
import type { fileOf, takeBackUpload, takeUpload } from '../commands/files/take-upload.ts'
import { acceptUploads, fileContentRoutes } from './file-content.ts'
import { itemUse } from './item-use.ts'
import { sealedForm } from './sealed-form.ts'
import { signedRequest, THE_PERSON } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const body = z.strictObject({
  sealed: sealedForm(fileForm.schema, 16_384),
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
  request: signedRequest(THE_PERSON),
  fileId: z.uuid(),
  use: itemUse,
})
const sealedView = z.strictObject({ sealed: z.string() })

const params = z.strictObject({ fileId: z.uuid() })

export interface FileRoutes {
  readonly begin: ReturnType<typeof beginFile>
  readonly find: ReturnType<typeof fileOf>
  readonly take: ReturnType<typeof takeUpload>
  readonly takeBack: ReturnType<typeof takeBackUpload>
  readonly show: ReturnType<typeof showFile>
  readonly read: ReturnType<typeof readFile>
}

/** Files of any size, kept for the agency that sends them: each is uploaded to what POST /files has made. */
export function fileRoutes(app: HttpApp, { begin, find, take, takeBack, show, read }: FileRoutes): void {
  const config = { scope: 'referral:work' } as const
  acceptUploads(app)

  app.post('/files', { schema: { body, response: { 201: begunView } }, config }, async (request, reply) => {
    const { user, agency, acr, token } = request.caller
    const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
    return reply.status(201).send(toView(await begin(sent, request.replay(201, toView))))
  })

  app.get('/files/:fileId', { schema: { params, response: { 200: fileView } }, config }, async request => {
    const { fileId, state, code, size, received } = await find(request.params.fileId, request.caller.agency)
    return { fileId, state, code, size, received }
  })

  fileContentRoutes(
    app,
    { path: '/files', scope: config.scope },
    { find, take, takeBack, read: (fileId, { agency }, from) => read(fileId, agency, from) },
  )

  app.post(
    '/file-views',
    { schema: { body: viewBody, response: { 200: sealedView } }, config: { ...config, idempotent: false } },
    async request => ({ sealed: await show({ ...request.body, caller: viewCaller(request.caller) }) }),
  )
}
