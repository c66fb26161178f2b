import { randomUUID } from 'node:crypto'
import { Action, DataCategory, Relation } from '@amparo/contracts'
import { fileCipher, MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { afterEach, describe, expect, test } from 'vitest'
import { kin, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'
import { prepared, uploading } from './fixtures/uploads.ts'

const service = await useRedaction()
const { register, send, session, rows, everything, state, app, certificates, clock } = service
const { begin, head, patch, stateOf, content } = uploading(service)
const subjectRef = await register()
const CANARY = 'declaración de Yaneth Quillahuaman '
const bytes = Buffer.alloc(MIN_CHUNK_BYTES + 100_000, CANARY)
const film = await prepared(bytes)
const verify = () => app.files.verifyFiles(new AbortController().signal)
const show = async (fileId: string, who: Who = CASEWORKER, of = subjectRef) => {
  const request = await session.request(of, new Date(), 'POST /file-views')
  return send({ scope: 'referral:work', ...who }, '/file-views', { request, fileId }, { jkt: session.jkt })
}
const begun = async (file = film, changes: object = {}) => (await begin(subjectRef, file, changes)).body.fileId
const kept = async (): Promise<string> => {
  const fileId = await begun()
  await patch(fileId, 0, film.sealed)
  await verify()
  return fileId
}

afterEach(() => {
  state.away.clear()
  state.entries.length = 0
  clock.ahead = 0
})

describe('an upload', () => {
  test('is answered with how much is to come, and stands in the log before any of it comes', async () => {
    const { status, body } = await begin(subjectRef, film)
    expect([status, body]).toEqual([201, { fileId: expect.any(String), size: bytes.byteLength + 2 * 16 }])
    expect(state.entries.at(-1)).toMatchObject({ action: Action.FILE_BEGUN, subjectRef, userId: WORKER })
    expect(await head(body.fileId)).toEqual({ status: 204, offset: 0, length: film.sealed.byteLength })
  })

  test('is not begun when it cannot be in the log', async () => {
    state.away.add('audit')
    expect((await begin(subjectRef, film)).status).toBe(503)
  })

  test('goes on at any byte where it ended', async () => {
    const fileId = await begun()
    const cuts = [0, 1, 1_048_577, MIN_CHUNK_BYTES + 17, film.sealed.byteLength]
    for (const [number, at] of cuts.slice(0, -1).entries()) {
      expect((await head(fileId)).offset).toBe(at)
      const next = cuts[number + 1]
      expect(await patch(fileId, at, film.sealed.subarray(at, next))).toMatchObject({ status: 204, offset: next })
    }
    expect(await stateOf(fileId)).toMatchObject({ state: 'received' })
    await verify()
    expect(await stateOf(fileId)).toMatchObject({ state: 'kept', received: film.sealed.byteLength })
  })

  test('takes nothing that does not go on from its end, nor more than was announced', async () => {
    const fileId = await begun()
    await patch(fileId, 0, film.sealed.subarray(0, 100))
    for (const at of [0, 99, 101])
      expect(await patch(fileId, at, film.sealed.subarray(at, at + 100))).toMatchObject({
        status: 409,
        code: 'upload_offset_differs',
      })
    expect((await patch(fileId, 100, Buffer.alloc(film.sealed.byteLength))).status).toBe(409)
    expect((await head(fileId)).offset).toBeLessThan(film.sealed.byteLength)
  })

  test('sent twice at once is stored once', async () => {
    const fileId = await begun()
    const part = film.sealed.subarray(0, 500_000)
    const statuses = (await Promise.all([patch(fileId, 0, part), patch(fileId, 0, part)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([204, 409])
    expect((await head(fileId)).offset).toBe(500_000)
  })

  test('with which nobody has gone on for a week is gone', async () => {
    const fileId = await begun()
    await patch(fileId, 0, film.sealed.subarray(0, 100))
    clock.ahead = 8 * 24 * 3_600_000
    await verify()
    expect((await head(fileId)).status).toBe(404)
    expect(await rows('select 1 from file_piece where file_id = $1', [fileId])).toEqual([])
  })

  test('that takes longer than a week is kept as long as something of it comes', async () => {
    const fileId = await begun()
    for (const day of [0, 5, 10]) {
      clock.ahead = day * 24 * 3_600_000
      expect((await patch(fileId, day * 100, film.sealed.subarray(day * 100, (day + 5) * 100))).status).toBe(204)
      await verify()
    }
    expect((await head(fileId)).offset).toBe(1_500)
    clock.ahead = 18 * 24 * 3_600_000
    await verify()
    expect((await head(fileId)).status).toBe(404)
  })

  test.each([
    ['too large', { size: 65 * 1024 ** 3 }, 'file_too_large'],
    ['in chunks of another size', { chunkBytes: 1024 }, 'request_invalid'],
    ['of no kind', { mediaType: 'Yaneth' }, 'request_invalid'],
    ['with a short secret', { secret: 'c2hvcnQ=' }, 'request_invalid'],
  ])('%s is refused', async (_, changes, code) => {
    const { status, body } = await begin(subjectRef, film, changes)
    expect([status, body.code]).toEqual([400, code])
  })
})

describe('a file that is not what was announced', () => {
  test.each([
    ['a byte of it is another', {}, (sealed: Buffer) => sealed.fill(sealed[77] === 1 ? 2 : 1, 77, 78)],
    ['its hash is another', { sha512_256: '0'.repeat(64) }, (sealed: Buffer) => sealed],
    [
      'two chunks changed places',
      {},
      (sealed: Buffer) => Buffer.concat([sealed.subarray(100), sealed.subarray(0, 100)]),
    ],
  ])('is refused, and nothing of it stays: %s', async (_, changes, change) => {
    const fileId = await begun(film, changes)
    await patch(fileId, 0, change(Buffer.from(film.sealed)))
    await verify()
    expect(await stateOf(fileId)).toMatchObject({ state: 'refused' })
    expect(await rows('select 1 from file_piece where file_id = $1', [fileId])).toEqual([])
    expect((await show(fileId)).body.code).toBe('file_not_kept')
  })
})

describe('a file that is kept', () => {
  test('is read again by its agency, from any byte on, with what opens it in the log first', async () => {
    const fileId = await kept()
    state.staff = kin(WORKER)
    const opened = await session.open((await show(fileId)).body.sealed, 'POST /file-views')
    expect(state.entries.at(-1)).toMatchObject({
      action: Action.FILE_SHOWN,
      ...{ code: `as-requested:${fileId}`, categories: [DataCategory.IDENTITY, DataCategory.DOCUMENTS] },
      ...{ subjectRef, agency: SENDER, recipient: SENDER },
      relations: [Relation.SAME_FAMILY_NAME],
    })
    const cipher = fileCipher(Buffer.from(opened.secret, 'base64'), opened)
    const whole = await content(fileId)
    const cut = cipher.sealedChunkBytes
    expect(whole.statusCode).toBe(200)
    const chunks = [cipher.open(0, whole.rawPayload.subarray(0, cut)), cipher.open(1, whole.rawPayload.subarray(cut))]
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
    const rest = await content(fileId, { range: `bytes=${cut}-` })
    expect([rest.statusCode, rest.headers['content-range']]).toEqual([
      206,
      `bytes ${cut}-${film.sealed.byteLength - 1}/${film.sealed.byteLength}`,
    ])
    expect(rest.rawPayload.equals(film.sealed.subarray(cut))).toBe(true)
  })

  test('ends where it ends: from there on there is nothing to read, and it says how much there is', async () => {
    const fileId = await kept()
    const { byteLength } = film.sealed
    const last = await content(fileId, { range: `bytes=${byteLength - 1}-` })
    expect([last.statusCode, last.rawPayload.byteLength]).toEqual([206, 1])
    for (const from of [byteLength, byteLength + 1, 9_999_999_999_999]) {
      const beyond = await content(fileId, { range: `bytes=${from}-` })
      expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, `bytes */${byteLength}`])
      expect([beyond.json().code, beyond.headers['content-type']]).toEqual([
        'range_beyond_end',
        expect.stringContaining('application/problem+json'),
      ])
    }
  })

  test('has a chain of custody that begins with its agency, signed by the hub', async () => {
    const fileId = await kept()
    const { custody, root } = await session.open((await show(fileId)).body.sealed, 'POST /file-views')
    const entry = JSON.parse(Buffer.from(custody[0].base64, 'base64').toString())
    expect(entry).toMatchObject({
      number: 0,
      act: 'taken_in',
      by: { hub: 'XA', agency: CASEWORKER.agencyId },
      item: fileId,
      root,
    })
    expect([custody.length, entry.signer]).toEqual([1, certificates.packageSign.fingerprint])
  })

  test('stands nowhere in clear', async () => {
    // All there is is read as text, twice: the others would only make it long.
    await rows('delete from file')
    const small = await prepared(Buffer.alloc(3_000, CANARY))
    const fileId = await begun(small)
    await patch(fileId, 0, small.sealed)
    await verify()
    expect(await stateOf(fileId)).toMatchObject({ state: 'kept' })
    const stored = await everything()
    for (const secret of [CANARY, small.file.secret, small.file.sha256, small.file.root])
      expect(stored).not.toContain(secret)
  })

  test('is not shown when that cannot be in the log, nor before it is verified', async () => {
    const fileId = await kept()
    state.away.add('audit')
    expect((await show(fileId)).status).toBe(503)
    state.away.clear()
    const unfinished = await begun()
    expect((await show(unfinished)).body.code).toBe('file_not_kept')
    expect((await content(unfinished)).json().code).toBe('file_not_kept')
  })

  test('is not there for anybody else, nor under another person’s reference', async () => {
    const fileId = await kept()
    const stranger: Who = { agencyId: STRANGER.agencyId, user: WORKER }
    for (const who of [SHELTER, stranger]) {
      expect((await show(fileId, who)).status).toBe(404)
      expect((await head(fileId, who)).status).toBe(404)
      expect((await content(fileId, {}, who)).json().code).toBe('not_found')
      expect(await patch(fileId, 0, Buffer.of(1), who)).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect((await show(fileId, CASEWORKER, await register())).status).toBe(404)
    expect((await show(randomUUID())).status).toBe(404)
    expect((await begin(randomUUID(), film)).status).toBe(404)
  })

  test('goes with its person, when they are erased', async () => {
    const other = await register()
    const fileId = (await begin(other, film)).body.fileId
    await patch(fileId, 0, film.sealed)
    await rows('delete from subject where id = (select subject_id from share where share_id = $1)', [other])
    expect((await head(fileId)).status).toBe(404)
    expect(await rows('select 1 from file_piece where file_id = $1', [fileId])).toEqual([])
  })
})
