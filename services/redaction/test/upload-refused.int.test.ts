import { randomBytes } from 'node:crypto'
import { Agent, type ClientRequest, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { expect, test } from 'vitest'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'
import { prepared, uploading } from './fixtures/uploads.ts'

const MIB = 1024 ** 2
const service = await useRedaction()
const { http, token, register, app } = service
const { begin, head, withdraw, stateOf } = uploading(service)
const subjectRef = await register()
const film = await prepared(randomBytes(MIN_CHUNK_BYTES))
const url = await http.listen({ host: '127.0.0.1', port: 0 })
const authorization = `Bearer ${await token({ scope: 'referral:work', agency: CASEWORKER.agencyId, sub: CASEWORKER.user })}`
const begun = async (): Promise<string> => (await begin(subjectRef, film)).body.fileId

const PIECE = { 'content-type': 'application/offset+octet-stream', 'transfer-encoding': 'chunked' }
type Send = (asking: ClientRequest) => unknown

/** As a proxy keeps it: whoever asks next gets it. */
const oneConnection = new Agent({ keepAlive: true, maxSockets: 1 })
async function ask(method: 'PATCH' | 'HEAD', fileId: string, at: number, send?: Send) {
  const tus = { 'tus-resumable': '1.0.0', 'upload-offset': String(at) }
  const asking = request(`${url}/files/${fileId}/content`, {
    ...{ method, agent: oneConnection, headers: { authorization, ...tus, ...(send && PIECE) } },
    signal: AbortSignal.timeout(10_000),
  })
  const answered = new Promise<{ status: number | undefined; reused: boolean; text: string }>((resolve, reject) => {
    asking.on('error', reject).on('response', async response => {
      const text = (await buffer(response)).toString()
      resolve({ status: response.statusCode, reused: asking.reusedSocket, text })
    })
  })
  await (send ? send(asking) : asking.end())
  return answered
}

test('who comes by the connection after a refused piece is answered at once', async () => {
  const fileId = await begun()
  const refused = await ask('PATCH', fileId, 77, asking => asking.end(film.sealed.subarray(77, 77 + MIB)))
  expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('upload_offset_differs') })
  expect(await ask('HEAD', fileId, 0)).toMatchObject({ status: 204, reused: true })
})

test('so is who comes after a piece of a file that was taken back while it came', async () => {
  const fileId = await begun()
  const half = MIB + 1_000
  const refused = ask('PATCH', fileId, 0, async asking => {
    asking.write(film.sealed.subarray(0, half))
    await expect.poll(async () => (await head(fileId)).offset).toBe(MIB)
    expect(await withdraw(fileId)).toBe(204)
    asking.end(film.sealed.subarray(half))
  })
  expect((await refused).status).toBe(409)
  expect(await ask('HEAD', fileId, 0)).toMatchObject({ status: 404, reused: true })
})

test('what is sent in one piece is kept as before', async () => {
  const fileId = await begun()
  expect(await ask('PATCH', fileId, 0, asking => asking.end(film.sealed))).toMatchObject({ status: 204 })
  await app.files.verifyFiles(new AbortController().signal)
  expect(await stateOf(fileId)).toMatchObject({ state: 'kept', received: film.sealed.byteLength })
})
