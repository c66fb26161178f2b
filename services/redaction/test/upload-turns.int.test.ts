import { randomBytes } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { expect, test } from 'vitest'
import { UPLOADS_AT_ONCE } from '../src/commands/files/take-upload.ts'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'
import { prepared, uploading } from './fixtures/uploads.ts'

const service = await useRedaction()
const { http, token, register } = service
const { begin, head, patch } = uploading(service)
const subjectRef = await register()
const film = await prepared(randomBytes(MIN_CHUNK_BYTES))
const url = await http.listen({ host: '127.0.0.1', port: 0 })
const bearer = await token({ scope: 'referral:work', agency: CASEWORKER.agencyId, sub: CASEWORKER.user })
const begun = async (): Promise<string> => (await begin(subjectRef, film)).body.fileId
const agent = new Agent()

/** A piece of which a thousand bytes come, and no more. */
function stopped(fileId: string) {
  const { promise, resolve } = Promise.withResolvers<{ status: number | undefined; code: string; fileId: string }>()
  const answered = async (response: IncomingMessage) => {
    const { code } = (await json(response)) as { code: string }
    resolve({ status: response.statusCode, code, fileId })
  }
  const tus = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  request(`${url}/files/${fileId}/content`, {
    ...{ method: 'PATCH', agent },
    headers: { authorization: `Bearer ${bearer}`, ...tus, 'content-length': MIN_CHUNK_BYTES },
  })
    .on('response', answered)
    // Those who still wait are cut off at the end.
    .on('error', () => undefined)
    .write(film.sealed.subarray(0, 1_000))
  return promise
}

test('who sends nothing holds up no colleague, and gives its place up after a while; what it sent is kept', async () => {
  const files = await Promise.all(Array.from({ length: UPLOADS_AT_ONCE.places }, begun))
  const began = performance.now()
  const all = files.map(stopped)
  const colleague = { ...CASEWORKER, user: crypto.randomUUID() }
  const other = await begun()
  expect(await patch(other, 0, film.sealed.subarray(0, 1_000), colleague)).toMatchObject({ status: 204, offset: 1_000 })
  expect(performance.now() - began).toBeLessThan(9_000)

  const { fileId, ...first } = await Promise.race(all)
  expect(first).toEqual({ status: 408, code: 'request_timed_out' })
  expect((await head(fileId)).offset).toBe(1_000)
  agent.destroy()
})
