import { Action } from '@amparo/contracts'
import { MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { beforeEach, expect, test } from 'vitest'
import { STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, LIMITS, useRedaction, type Who } from './fixtures/service.ts'
import { prepared, uploading } from './fixtures/uploads.ts'

const film = await prepared(Buffer.alloc(MIN_CHUNK_BYTES, 'sound'))
const MOST = 2
const service = await useRedaction('XA', { limits: { ...LIMITS, uploads: MOST * film.sealed.byteLength } })
const { register, state, rows } = service
const { begin, withdraw } = uploading(service)
const OTHER: Who = { agencyId: STRANGER.agencyId, user: WORKER }
const subjectRef = await register()
const refOfOther = await register(OTHER)
/** The id of the file, or why there is none. */
const begun = async (who: Who = CASEWORKER) => {
  const { status, body } = await begin(who === OTHER ? refOfOther : subjectRef, film, {}, who)
  return status === 201 ? body.fileId : `${status} ${body.code}`
}

const aDayPasses = () => rows("update file set begun_at = begun_at - interval '25 hours'")
beforeEach(async () => void (await aDayPasses()))

test('an agency begins to send so much a day, and another as much', async () => {
  const files = [await begun(), await begun()]
  expect(files).toEqual(Array(MOST).fill(expect.stringMatching(/^[0-9a-f-]{36}$/)))
  state.entries.length = 0
  expect(await begun()).toBe('403 upload_quota_reached')
  // What was not begun is in no log as begun.
  expect(state.entries.filter(({ action }) => action === Action.FILE_BEGUN)).toEqual([])
  expect(await begun(OTHER)).toMatch(/^[0-9a-f-]{36}$/)
  await aDayPasses()
  expect(await begun()).toMatch(/^[0-9a-f-]{36}$/)
})

test('what is withdrawn leaves room', async () => {
  const [first] = [await begun(), await begun()]
  expect(await begun()).toBe('403 upload_quota_reached')
  expect(await withdraw(first)).toBe(204)
  expect(await begun()).toMatch(/^[0-9a-f-]{36}$/)
})

test('of several at once no more are begun', async () => {
  const answers = await Promise.all(Array.from({ length: MOST + 3 }, () => begun()))
  expect(answers.filter(answer => answer === '403 upload_quota_reached')).toHaveLength(3)
})
