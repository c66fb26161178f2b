import { randomBytes } from 'node:crypto'
import { MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import * as tus from 'tus-js-client'
import { expect, test } from 'vitest'
import { useCutLine } from './fixtures/cut-line.ts'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'
import { prepared, uploading } from './fixtures/uploads.ts'

const MIB = 1024 ** 2
const service = await useRedaction()
const { http, token, register, app } = service
const { begin, head, stateOf } = uploading(service)
const subjectRef = await register()
const film = await prepared(randomBytes(2 * MIN_CHUNK_BYTES + 12_345))
const url = await http.listen({ host: '127.0.0.1', port: 0 })
const authorization = `Bearer ${await token({ scope: 'referral:work', agency: CASEWORKER.agencyId, sub: CASEWORKER.user })}`

interface Spoken {
  readonly method: string
  /** Of a PATCH: where it says that it goes on. */
  readonly from: string | undefined
  /** What it was answered, if it was. */
  readonly offset: string | undefined
}

/** The client as it comes: it is told the upload's address and who asks, and nothing of how ours is made. */
function foreign(at: string, fileId: string, options: tus.UploadOptions = {}, beforeItAsks = async () => {}) {
  const spoken: Spoken[] = []
  let from: string | undefined
  const ended = Promise.withResolvers<void>()
  const upload = new tus.Upload(film.sealed, {
    ...{
      uploadUrl: `${at}/files/${fileId}/content`,
      headers: { authorization },
      retryDelays: [50, 100, 200, 400, 800],
    },
    onBeforeRequest: async request => {
      if (request.getMethod() === 'HEAD') await beforeItAsks()
      from = request.getHeader('Upload-Offset')
    },
    onAfterResponse: (request, response) => {
      spoken.push({ method: request.getMethod(), from, offset: response.getHeader('Upload-Offset') })
    },
    onSuccess: () => ended.resolve(),
    onError: error => ended.reject(error),
    ...options,
  })
  return { upload, spoken, ended: ended.promise }
}
const begun = async (): Promise<string> => (await begin(subjectRef, film)).body.fileId

async function expectKept(fileId: string): Promise<void> {
  await app.files.verifyFiles(new AbortController().signal)
  expect(await stateOf(fileId)).toMatchObject({ state: 'kept', received: film.sealed.byteLength })
}

test('tus-js-client uploads over a line that is cut twice, and goes on at the byte that had arrived', async () => {
  const fileId = await begun()
  const rooms = [2.5 * MIB, 1.5 * MIB]
  const arrived = [-1, 2.4 * MIB, 3.5 * MIB]
  // However slow the machine is, what came before a cut is there when it asks.
  const { upload, spoken, ended } = foreign(await useCutLine(url, rooms), fileId, {}, async () => {
    const least = arrived.shift()
    if (least !== undefined) await expect.poll(async () => (await head(fileId)).offset).toBeGreaterThan(least)
  })
  upload.start()
  await ended
  expect(rooms).toEqual([])
  const offsets = spoken.filter(({ method }) => method === 'HEAD').map(({ offset }) => Number(offset))
  expect(offsets.length).toBeGreaterThanOrEqual(3)
  expect(offsets[0]).toBe(0)
  expect(offsets[1]).toBeGreaterThan(2.4 * MIB)
  expect(offsets.at(-1)).toBeGreaterThan(3.5 * MIB)
  // Of what had come nothing is sent again: each goes on where it was told that the file ends.
  expect(spoken.at(-1)).toEqual({
    ...{ method: 'PATCH', from: String(offsets.at(-1)), offset: String(film.sealed.byteLength) },
  })
  await expectKept(fileId)
})

test('a client that asks first is told what is spoken here, and nobody else is', async () => {
  const at = `${url}/files/${await begun()}/content`
  const { status, headers } = await fetch(at, { method: 'OPTIONS', headers: { authorization } })
  expect(status).toBe(204)
  expect(Object.fromEntries(headers)).toMatchObject({
    ...{ 'tus-resumable': '1.0.0', 'tus-version': '1.0.0', 'tus-extension': 'termination' },
    'tus-max-size': expect.stringMatching(/^687\d{8}$/),
  })
  expect([...headers.keys()].filter(name => name.startsWith('access-control-'))).toEqual([])
  expect((await fetch(at, { method: 'OPTIONS' })).status).toBe(401)
})

test('tus-js-client that was stopped is gone on with by another, which asks first how much is there', async () => {
  const fileId = await begun()
  const first = foreign(url, fileId, {
    chunkSize: MIB,
    onChunkComplete: (_size, sent) => void (sent >= 3 * MIB && first.upload.abort()),
  })
  first.upload.start()
  await expect.poll(async () => (await head(fileId)).offset).toBeGreaterThanOrEqual(3 * MIB)

  const second = foreign(url, fileId, { chunkSize: MIB })
  second.upload.start()
  await second.ended
  const [asked, wentOn] = second.spoken
  expect(asked).toMatchObject({ method: 'HEAD', from: undefined })
  expect(Number(asked?.offset)).toBeGreaterThanOrEqual(3 * MIB)
  expect(Number(asked?.offset)).toBeLessThan(film.sealed.byteLength)
  expect(wentOn).toEqual({
    ...{ method: 'PATCH', from: asked?.offset, offset: String(Number(asked?.offset) + MIB) },
  })
  await expectKept(fileId)
})

test('tus-js-client is told that there is nothing for it where the file is of another agency', async () => {
  const fileId = await begun()
  const other = await token({ scope: 'referral:work', agency: crypto.randomUUID(), sub: CASEWORKER.user })
  const { upload, ended } = foreign(url, fileId, { headers: { authorization: `Bearer ${other}` }, retryDelays: null })
  upload.start()
  await expect(ended).rejects.toThrow('404')
  expect((await head(fileId)).offset).toBe(0)
})

test('tus-js-client takes back an upload that has not ended, and nothing of it stays', async () => {
  const fileId = await begun()
  const { upload } = foreign(url, fileId, {
    chunkSize: MIB,
    onChunkComplete: (_size, sent) => void (sent === 2 * MIB && upload.abort(true)),
  })
  upload.start()
  await expect.poll(async () => (await head(fileId)).status).toBe(404)
  expect(await service.rows('select 1 from file_piece where file_id = $1', [fileId])).toEqual([])
})

test('One that has ended is not taken back', async () => {
  const fileId = await begun()
  const { upload, ended } = foreign(url, fileId)
  upload.start()
  await ended
  await expect(
    tus.Upload.terminate(`${url}/files/${fileId}/content`, { headers: { authorization }, retryDelays: null }),
  ).rejects.toThrow('upload_ended')
  await expectKept(fileId)
})
