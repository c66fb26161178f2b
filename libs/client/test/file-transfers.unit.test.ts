import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, test, vi } from 'vitest'
import { createApi, type Fetch, type Session, SignInError } from '../src/index.ts'
import { hashesOf } from '../src/node/file-chunks.ts'
import { saveFile } from '../src/node/save-file.ts'
import { fileTransfers } from '../src/node.ts'
import { fakeSession, urls } from './fakes.ts'

const CHUNK = 4 * 1024 ** 2
const FILE = 'f1'
const dir = await mkdtemp(join(tmpdir(), 'transfers-'))
afterAll(() => rm(dir, { recursive: true }))
const path = join(dir, 'plano.mp4')
const plain = randomBytes(2 * CHUNK + 77)
await writeFile(path, plain)
const kept = { mediaType: 'video/mp4', scanned: true, custody: [] }

/** Redaction as far as bytes of files go; `breaks` has what becomes of a request instead, each once. */
function hub(of: string, session: Session = fakeSession) {
  let stored = Buffer.alloc(0)
  const asked: string[] = []
  const breaks: ((method: string) => Response | undefined)[] = []
  const at = `https://hub.example/redaction${of}/${FILE}/content`
  const tus = () => new Response(null, { status: 204, headers: { 'upload-offset': String(stored.length) } })
  const fetch: Fetch = async (url, { method = 'GET', body, headers }) => {
    if (url !== at) throw new Error(`nothing is at ${url}`)
    asked.push(method)
    const instead = breaks.shift()?.(method)
    if (instead !== undefined) return instead
    const sent = new Headers(headers)
    if (method === 'PATCH') {
      if (Number(sent.get('upload-offset')) !== stored.length)
        return Response.json({ code: 'upload_offset_differs', title: 'Elsewhere' }, { status: 409 })
      stored = Buffer.concat([stored, Buffer.from(body as Uint8Array)])
    }
    if (method !== 'GET') return tus()
    return new Response(stored.subarray(Number(/\d+/.exec(sent.get('range') ?? '')?.[0] ?? 0)), { status: 206 })
  }
  const files = fileTransfers({
    ...{
      urls: { ...urls, exchange: '' },
      hub: 'XA',
      jurisdictionCert: '',
      session,
      fetch,
      language: 'es',
    },
  })
  /** The line is cut after all of it has come; its answer is lost. */
  const lost = (method: string): Response | undefined => {
    throw new TypeError(`${method} failed`)
  }
  const api = createApi({ urls, session: fakeSession, fetch })
  return { asked, breaks, files, api, lost, length: () => stored.length }
}
async function begun(requestId?: string) {
  const hashes = await hashesOf(path, CHUNK)
  const upload = { ...hashes, chunkBytes: CHUNK, secret: randomBytes(32).toString('base64'), fileId: FILE }
  return { ...upload, ...(requestId !== undefined && { requestId }) }
}

describe.each([
  ['of a person', '/files', undefined],
  ['of a request for evidence', '/request-files', 'r1'],
])('a file %s', (_, place, requestId) => {
  it('goes on by itself after the line broke, and comes whole', async () => {
    const { files, breaks, asked, lost, length } = hub(place)
    breaks.push(
      () => undefined,
      lost,
      () => undefined,
      () => undefined,
      lost,
    )
    await files.continueUpload(await begun(requestId), path)
    expect(length()).toBe(plain.length + 3 * 16)
    expect(asked.filter(method => method === 'HEAD')).toHaveLength(3)
  })
})

test('What has arrived although its answer was lost is not sent again', async () => {
  const { files, breaks, asked, length } = hub('/files')
  breaks.push(
    () => undefined,
    method => {
      breaks.unshift(() => undefined)
      throw new TypeError(method)
    },
  )
  await files.continueUpload(await begun(), path)
  expect(length()).toBe(plain.length + 3 * 16)
  expect(asked.slice(0, 3)).toEqual(['HEAD', 'PATCH', 'HEAD'])
})

test('Whoever sends too much waits as long as the hub says, and goes on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const { files, breaks, asked } = hub('/files')
    const limited = () =>
      Response.json({ code: 'rate_limited', title: 'Too many' }, { status: 429, headers: { 'retry-after': '40' } })
    breaks.push(() => undefined, limited)
    const done = files.continueUpload(await begun(), path)
    await vi.waitFor(() => expect(asked).toHaveLength(2), { interval: 5 })
    await vi.advanceTimersByTimeAsync(39_000)
    expect(asked).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1_500)
    await done
    expect(asked.length).toBeGreaterThan(3)
  } finally {
    vi.useRealTimers()
  }
})

test('What the hub refuses ends it at once, in its words', async () => {
  const { files, breaks, asked } = hub('/files')
  breaks.push(() => Response.json({ code: 'upload_ended', title: 'Over' }, { status: 409 }))
  await expect(files.continueUpload(await begun(), path)).rejects.toMatchObject({ code: 'upload_ended' })
  expect(asked).toEqual(['HEAD'])
})

test('While the issuer of tokens is away it waits; when the sign-in has ended it says so, and goes on after the next', async () => {
  const failures = [undefined, undefined, new TypeError('fetch failed'), undefined, new SignInError('sign_in_ended')]
  const session: Session = {
    ...fakeSession,
    authorize: async request => {
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      return fakeSession.authorize(request)
    },
  }
  const { files, asked, length } = hub('/files', session)
  const upload = await begun()
  await expect(files.continueUpload(upload, path)).rejects.toMatchObject({
    ...{ code: 'sign_in_ended', status: 401, own: true, title: 'Su sesión ha terminado' },
  })
  expect(asked).toEqual(['HEAD', 'PATCH', 'HEAD'])
  await files.continueUpload(upload, path)
  expect(length()).toBe(plain.length + 3 * 16)
})

test('A file that was changed in between is refused in the language asked for', async () => {
  const other = join(dir, 'changed.mp4')
  await writeFile(other, randomBytes(plain.length))
  await expect(hub('/files').files.continueUpload(await begun(), other)).rejects.toMatchObject({
    code: 'file_not_the_same',
    ...{ own: true, title: 'El archivo no es el mismo con que empezó el envío' },
  })
})

describe('a download', () => {
  const whole = async () => {
    const one = hub('/request-files')
    const upload = await begun('r1')
    await one.files.continueUpload(upload, path)
    one.asked.length = 0
    return { ...one, known: { ...kept, ...upload, referralId: 'r1' } }
  }

  it('goes on with the chunk at which the line broke', async () => {
    const { api, breaks, asked, known } = await whole()
    const cut = () =>
      new Response(
        new ReadableStream({
          start(to) {
            to.error(new TypeError('terminated'))
          },
        }),
      )
    breaks.push(cut)
    const to = join(dir, 'down.mp4')
    await saveFile(api, { path: '/request-files', known, to })
    expect(await readFile(to)).toEqual(plain)
    expect(asked).toEqual(['GET', 'GET'])
  })
  it('puts the file in the place of nothing, and then opens nothing', async () => {
    const { files, asked } = await whole()
    const taken = join(dir, 'taken.mp4')
    await writeFile(taken, 'mine')
    const link = join(dir, 'link.mp4')
    await symlink('nowhere', link)
    for (const to of [taken, link]) {
      await expect(files.download('s1', 'f1', to)).rejects.toMatchObject({ code: 'EEXIST' })
      await expect(files.downloadReceived('r1', 'f1', to)).rejects.toMatchObject({ code: 'EEXIST' })
      await expect(files.downloadRequestFile('r1', 'f1', to)).rejects.toMatchObject({ code: 'EEXIST' })
    }
    expect(await readFile(taken, 'utf8')).toBe('mine')
    expect(asked).toEqual([])
  })
})
