import { Readable } from 'node:stream'
import type { Caller, HttpApp, Scope } from '@amparo/http'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import { askTus, type UploadsHere } from './tus-uploads.ts'

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
/** What is passed on to the tus server: what was checked, and nothing else. */
const SPOKEN = { 'tus-resumable': TUS }
const askedBy = ({ params, caller }: { readonly params: { readonly fileId: string }; readonly caller: Caller }) => ({
  fileId: params.fileId,
  sender: { agencyId: caller.agency, user: caller.user },
})

interface Content extends UploadsHere {
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
 * The encrypted bytes of files: uploaded by the core of the tus protocol 1.0.0 (HEAD and PATCH) and its extension `termination` (DELETE), of
 * which OPTIONS tells; read again in whole or from a byte on.
 */
export function fileContentRoutes(
  app: HttpApp,
  { path, scope }: { readonly path: string; readonly scope: Scope },
  { read, ...here }: Content,
): void {
  const config = { scope }
  const content = `${path}/:fileId/content`
  const schema = { params, headers: tus, response: { 204: nothing } }

  app.options(content, { schema: { params, response: { 204: nothing } }, config }, async (request, reply) => {
    const headers = await askTus(here, { method: 'OPTIONS', ...askedBy(request), headers: {} })
    return reply.status(204).headers(headers).send()
  })
  app.head(content, { schema, config }, async (request, reply) => {
    const headers = await askTus(here, { method: 'HEAD', ...askedBy(request), headers: SPOKEN })
    return reply.status(204).headers(headers).send()
  })
  const patch = { ...schema, headers: tus.extend({ 'upload-offset': offset }) }
  app.patch(content, { schema: patch, config }, async (request, reply) => {
    const length = request.headers['content-length']
    const headers = await askTus(here, {
      ...{ method: 'PATCH', ...askedBy(request) },
      headers: {
        ...{ ...SPOKEN, 'content-type': UPLOAD, 'upload-offset': String(request.headers['upload-offset']) },
        ...(typeof length === 'string' && { 'content-length': length }),
      },
      body: request.body instanceof Readable ? request.body : Readable.from([]),
    })
    return reply.status(204).headers(headers).send()
  })
  app.delete(content, { schema, config }, async (request, reply) => {
    const headers = await askTus(here, { method: 'DELETE', ...askedBy(request), headers: SPOKEN })
    return reply.status(204).headers(headers).send()
  })

  const encrypted = (description: string) => ({
    description,
    content: { 'application/octet-stream': { schema: z.any() } },
  })
  const answers = { 200: encrypted('All of it'), 206: encrypted('From the byte on that Range names') }
  app.get(content, { schema: { params, headers: range, response: answers }, config }, async (request, reply) => {
    const { range } = request.headers
    const from = Number(/\d+/.exec(range ?? '')?.[0] ?? 0)
    const { size, content: pieces } = await read(request.params.fileId, request.caller, from)
    if (range !== undefined && from >= size) {
      // RFC 9110, 15.5.17: it tells how much there is.
      reply.header('content-range', `bytes */${size}`)
      throw errors.range_beyond_end()
    }
    if (range !== undefined) reply.status(206).header('content-range', `bytes ${from}-${size - 1}/${size}`)
    return reply.type('application/octet-stream').send(Readable.from(pieces, { objectMode: false }))
  })
}
