import { Readable } from 'node:stream'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { giveOutContents } from '../commands/sealed/give-out-contents.ts'
import type { giveOutFile } from '../commands/sealed/give-out-file.ts'
import type { giveOutRequestItem } from '../commands/sealed/give-out-request-item.ts'
import { itemUse } from './item-use.ts'
import { signedRequest, THE_REQUEST } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const request = signedRequest()
const goOn = z
  .strictObject({ from: z.int().positive(), tag: z.string().max(100) })
  .optional()
  .describe(
    'A download that stopped goes on with this byte; `tag` is the ETag, without its quotes, of the first answer',
  )
/** Each try is decided anew, and is an entry in the log. */
const asFolder = (description: string) => ({ description, content: { 'application/zip': { schema: z.any() } } })
const zip = { 200: asFolder('All of the folder'), 206: asFolder('From the byte on that `goOn` names') }

interface Routes {
  readonly contents: ReturnType<typeof giveOutContents>
  readonly file: ReturnType<typeof giveOutFile>
  readonly requestItem: ReturnType<typeof giveOutRequestItem>
}

/** What was sealed to the reader's agency itself, for it to open offline. Its hub cannot. */
export function giveOutRoutes(app: HttpApp, { contents, file, requestItem }: Routes): void {
  const config = { scope: 'view:open', idempotent: false } as const
  const messageId = z.uuid().optional().describe('Or of a report. Absent: what was referred')
  app.post(
    '/sealed-contents',
    {
      schema: {
        body: z.strictObject({ request, messageId }),
        response: { 200: z.strictObject({ sealed: z.string() }) },
      },
      config,
    },
    async ({ body, caller, id: correlationId }) => ({
      sealed: await contents({ ...body, caller: viewCaller(caller), correlationId }),
    }),
  )
  app.post(
    '/sealed-files',
    {
      schema: { body: z.strictObject({ request, deliveryId: z.uuid(), use: itemUse, goOn }), response: zip },
      config: { ...config, tagged: true },
    },
    async ({ body, caller, id: correlationId }, reply) => {
      const { status, headers, stream } = asZip(await file({ ...body, caller: viewCaller(caller), correlationId }))
      return reply.status(status).headers(headers).send(stream)
    },
  )
  const itemId = z.uuid().describe('Of a text, a letter or a delivery')
  app.post(
    '/sealed-request-items',
    {
      schema: {
        body: z.strictObject({ request: signedRequest(THE_REQUEST), itemId, use: itemUse, goOn }),
        response: zip,
      },
      config: { scope: 'evidence:request', idempotent: false, tagged: true },
    },
    async ({ body, caller, id: correlationId }, reply) => {
      const given = await requestItem({ ...body, caller: viewCaller(caller), correlationId })
      const { status, headers, stream } = asZip(given)
      return reply.status(status).headers(headers).send(stream)
    },
  )
}

interface Zip {
  readonly name: string
  /** Of all of it, in bytes. */
  readonly size: number
  readonly tag: string
  readonly from: number
  readonly content: AsyncIterable<Uint8Array>
}

const asZip = ({ name, size, tag, from, content }: Zip) => ({
  status: from > 0 ? (206 as const) : (200 as const),
  headers: {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${name}.zip"`,
    'cache-control': 'no-store',
    'content-length': size - from,
    etag: `"${tag}"`,
    ...(from > 0 && { 'content-range': `bytes ${from}-${size - 1}/${size}` }),
  },
  stream: Readable.from(content, { objectMode: false }),
})
