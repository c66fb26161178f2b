import { Readable } from 'node:stream'
import type { Caller, HttpApp, Scope } from '@amparo/http'
import { z } from 'zod'

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

interface Content {
  find(fileId: string, agencyId: string): Promise<{ readonly size: number; readonly received: number }>
  take(fileId: string, agencyId: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<number>
  takeBack(fileId: string, agencyId: string): Promise<void>
  read(
    fileId: string,
    caller: Caller & { readonly token: string },
    from: number,
  ): Promise<{ readonly size: number; readonly content: AsyncIterable<Uint8Array> }>
}

/** What the tus protocol sends, as it comes. */
export const acceptUploads = (app: HttpApp): void =>
  void app.addContentTypeParser(UPLOAD, (_request, payload, done) => done(null, payload))

/**
 * The encrypted bytes of files: uploaded by the core of the tus protocol 1.0.0 (HEAD and PATCH) and its extension `termination` (DELETE);
 * read again in whole or from a byte on.
 */
export function fileContentRoutes(
  app: HttpApp,
  { path, scope }: { readonly path: string; readonly scope: Scope },
  { find, take, takeBack, read }: Content,
): void {
  const config = { scope }
  const content = `${path}/:fileId/content`
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
    const { size, content: pieces } = await read(request.params.fileId, request.caller, from)
    if (request.headers.range) reply.status(206).header('content-range', `bytes ${from}-${size - 1}/${size}`)
    return reply.type('application/octet-stream').send(Readable.from(pieces, { objectMode: false }))
  })
}
