import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createApi,
  createClient,
  type EvidenceAnswer,
  type Fetch,
  type NewsItem,
  type ServiceUrls,
} from '@amparo/client'
import { fileTransfers, signIn } from '@amparo/client/node'
import { SERVICES } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing/platform'
import { afterAll, describe, expect, it } from 'vitest'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { forgetCodes } from './support/forget-codes.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf } from './support/journey.ts'

/** An agency's own software, to which happens what happens to software. */
const { system } = await useHubs(['XA', 'XB'], { own: true })
const dir = tempDir('interrupted')
afterAll(() => removeTempDir(dir))
const MIB = 1024 ** 2

async function callerAs(username: string, fetch: Fetch = globalThis.fetch, aheadMs = 0) {
  const { installed } = system.hub(username.slice(-2).toUpperCase())
  const user = installed.users.find(known => known.username === username)
  if (!user) throw new Error(`no user ${username}`)
  const hub = installed.hub
  const session = await signIn({ ...user, issuer: urlOf(installed, 'accounts'), hub })
  const urls = Object.fromEntries(
    SERVICES.map(service => [service, urlOf(installed, service)]),
  ) as unknown as ServiceUrls
  const jurisdictionCert = readFileSync(system.layout.hub(hub).jurisdictionCertificate, 'utf8')
  const now = () => new Date(Date.now() + aheadMs)
  const options = { urls, hub, jurisdictionCert, session, fetch, language: 'es', now }
  return { session, options, client: createClient(options), files: fileTransfers(options) }
}
const made = (name: string, bytes: number): string => {
  const path = join(dir, name)
  writeFileSync(path, randomBytes(bytes))
  return path
}
const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

/** A line that loses every third answer to what is sent, and cuts every second download in the middle, each a few times. */
function badLine() {
  let [sent, read] = [0, 0]
  const lost = { answers: 0, downloads: 0 }
  const fetch: Fetch = async (url, init) => {
    const response = await globalThis.fetch(url, init)
    if (init.method === 'PATCH' && ++sent % 3 === 0 && lost.answers < 3) {
      lost.answers++
      throw new TypeError('fetch failed')
    }
    if (!url.endsWith('/content') || init.method !== 'GET' || ++read % 2 === 0 || lost.downloads >= 2) return response
    lost.downloads++
    let left = 5 * MIB
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, to) {
        left -= piece.byteLength
        if (left < 0) to.error(new TypeError('terminated'))
        else to.enqueue(piece)
      },
    })
    return new Response(response.body?.pipeThrough(cut), { status: response.status, headers: response.headers })
  }
  return { fetch, lost }
}

describe('a file of a request for evidence', () => {
  it('is an annex by the client alone, over a bad line and a redaction that is killed, and comes out of the other hub', async () => {
    const line = badLine()
    const prosecutor = await callerAs('prosecution@xa', line.fetch)
    const authority = await callerAs('central-authority@xa')
    const other = await callerAs('central-authority@xb', badLine().fetch)
    const { id, version } = await prosecutor.client.draftEvidence({
      ...{ type: 'search', to: 'XB', priority: 'normal', answers: {} },
    })
    const path = made('plan.mp4', 24 * MIB)
    const upload = await prosecutor.files.beginRequestUpload(id, path, 'video/mp4')
    const killed = (async () => {
      await waitFor(async () => {
        const [file] = (await authority.client.requestFiles.list(id).catch(() => ({ files: [] }))).files
        return (file?.received ?? 1) > 0
      })
      await system.hub('XA').kill('redaction')
      await system.hub('XA').restart('redaction')
    })()
    // As it was kept by the caller.
    await prosecutor.files.continueUpload(JSON.parse(JSON.stringify(upload)), path)
    await killed
    expect(line.lost.answers).toBeGreaterThan(0)
    const state = async () =>
      (await prosecutor.files.requestFilesOf(id)).files.find(one => one.fileId === upload.fileId)
    await waitFor(async () => (await state())?.state === 'kept')

    const { fields } = await prosecutor.client.evidenceRequest(id)
    const answers: Record<string, EvidenceAnswer> = {}
    const plain: Readonly<Record<string, EvidenceAnswer>> = { date: '2026-01-31', months: 180, yes: true }
    for (const { field, kind, essential, codes } of fields) {
      const [first] = codes.map(({ code }) => code)
      if (!essential) continue
      if (kind === 'sealed')
        answers[field] = (
          await prosecutor.client.writeRequestText({
            requestId: id,
            field,
            lang: 'es',
            text: 'Calle 5, Lima.',
            attachments: [],
          })
        ).sha256
      else answers[field] = (kind === 'codes' ? [first] : kind === 'code' ? first : plain[kind]) as EvidenceAnswer
    }
    const annex = { item: upload.fileId, sha256: await sha256(path), kind: 'statement', handling: 'h1' }
    answers['annexes'] = [{ ...annex, source: 'source-b', information: 'information-3' }] as unknown as EvidenceAnswer
    const draft = await prosecutor.client.redraftEvidence(id, version, { priority: 'normal', answers })
    const handed = await prosecutor.client.handInEvidence(id, draft.version)
    await authority.client.signEvidence(id, handed.version, agencyOf(system, 'XB', 'central_authority').agencyId)
    // The portal hands annexes over with the signature; so does whoever calls the API.
    await authority.files.handOverRequestFile(upload.fileId, id)
    await waitFor(async () => (await authority.files.requestFilesOf(id)).sent[0]?.state === 'delivered')
    const came = async () => (await other.files.requestFilesOf(id)).files.find(one => one.came)
    await waitFor(async () => (await came())?.state === 'kept')
    const to = join(dir, 'came.mp4')
    await other.files.downloadRequestFile(id, (await came())?.fileId ?? '', to)
    expect(await sha256(to)).toBe(await sha256(path))
  })
})

async function aReferral(of: Awaited<ReturnType<typeof callerAs>>, to: string): Promise<string> {
  const { subjectRef } = await of.client.registerSubject(anAdult())
  await of.client.recordConsent(consentTo(subjectRef, { hub: 'XB', type: 'shelter' }))
  const { id } = await of.client.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] },
    to: { hub: 'XB', agencyId: to },
  })
  return id
}

describe('a caller', () => {
  it('who pages while new referrals come sees each that was there once', async () => {
    await forgetCodes(system.postgres, ['XA', 'XB'])
    const police = await callerAs('police@xa')
    const { agencyId } = agencyOf(system, 'XB', 'shelter')
    const there: string[] = []
    for (let count = 0; count < 4; count++) there.push(await aReferral(police, agencyId))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await police.client.outbox({ limit: 2, ...(cursor && { cursor }) })
      seen.push(...items.map(({ id }) => id))
      if (cursor === undefined) await aReferral(police, agencyId)
      cursor = nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(there))
  })

  it('who follows the news over a restart of the hub misses none, nor one who comes back with the last id', async () => {
    await forgetCodes(system.postgres, ['XA', 'XB'])
    const police = await callerAs('police@xa')
    const shelter = await callerAs('shelter@xb')
    const { agencyId } = agencyOf(system, 'XB', 'shelter')
    const heard: NewsItem[] = []
    const end = new AbortController()
    const following = (async () => {
      for await (const item of shelter.client.news({ signal: end.signal, pauseMs: 200 })) heard.push(item)
    })()
    await waitFor(() => heard.some(({ kind }) => kind === 'ready'))
    const after = heard.at(-1)?.id ?? ''
    const ids = [await aReferral(police, agencyId)]
    await waitFor(() => heard.some(({ referralId }) => referralId === ids[0]))
    await system.hub('XB').kill('core')
    ids.push(await aReferral(police, agencyId))
    await system.hub('XB').restart('core')
    await waitFor(() => heard.some(({ referralId }) => referralId === ids[1]))
    end.abort()
    await following
    const again: string[] = []
    const second = new AbortController()
    for await (const { referralId, kind } of shelter.client.news({ after, signal: second.signal })) {
      if (kind !== 'ready' && referralId !== undefined) again.push(referralId)
      if (ids.every(id => again.includes(id))) second.abort()
    }
    expect(again).toEqual(expect.arrayContaining(ids))
  })

  it('is told of a key that was used for something else, and that a clock is wrong', async () => {
    await forgetCodes(system.postgres, ['XA', 'XB'])
    const police = await callerAs('police@xa')
    const { subjectRef } = await police.client.registerSubject(anAdult())
    const key = randomUUID()
    const consent = consentTo(subjectRef, { hub: 'XB', type: 'shelter' })
    const { id } = await police.client.recordConsent(consent, key)
    expect((await police.client.recordConsent(consent, key)).id).toBe(id)
    await expect(police.client.recordConsent({ ...consent, reportBack: true }, key)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
      own: false,
    })
    const { installed } = system.hub('XA')
    const user = installed.users.find(({ username }) => username === 'shelter@xa')
    if (!user) throw new Error('nobody')
    const ahead = () => new Date(Date.now() + 10 * 60_000)
    const signing = signIn({ ...user, issuer: urlOf(installed, 'accounts'), hub: 'XA', now: ahead, language: 'pt' })
    await expect(signing).rejects.toMatchObject({ code: 'clock_differs', title: expect.stringContaining('relógio') })
  })

  it('who asks for too much is told how long to wait', async () => {
    const { options } = await callerAs('shelter@xa')
    const api = createApi(options)
    const end = new AbortController()
    const streams = Array.from({ length: 40 }, () =>
      api.stream('referral', '/news', { headers: {}, signal: end.signal }),
    )
    const refused = (await Promise.allSettled(streams)).find(({ status }) => status === 'rejected')
    end.abort()
    expect(refused).toMatchObject({
      reason: { status: 429, code: 'rate_limited', own: false, title: 'Demasiadas peticiones', retryAfterMs: 60_000 },
    })
  })
})
