import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  checkpointText,
  formatNote,
  NoteAlgorithm,
  type NoteKey,
  noteKeyOf,
  noteKeyText,
  parseSignatures,
  signedBy,
  signNote,
} from '@amparo/crypto/tlog'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashRanges } from '../src/domain/levels.ts'
import { consistencyRanges } from '../src/domain/ranges.ts'
import { hasher } from '../src/hasher.ts'
import { witnessKeyOf } from '../src/queries/checkpoint.ts'
import { memoryLog, numbered } from './memory-log.ts'
import { useAudit } from './support.ts'

/** A log of somebody else's, of which this hub is the witness. */
const stranger = generateKeyPairSync('ed25519')
const origin = 'log.example/of-others'
const key = noteKeyOf(origin, NoteAlgorithm.ED25519, stranger.privateKey)
const dir = tempDir('witness')
const file = join(dir, 'witnesses')
writeFileSync(file, `log ${noteKeyText(key)}\n`)
afterAll(() => removeTempDir(dir))

const audit = await useAudit({ env: { AMPARO_WITNESSES_FILE: file, AMPARO_DESK_EVERY_SECONDS: '1' } })
const own: NoteKey = witnessKeyOf('XA', audit.sign)
let url: string
beforeAll(async () => {
  url = (await audit.start()).url
})

const one = memoryLog(numbered(600))
const other = memoryLog(numbered(600).map((entry, i) => (i === 3 ? Buffer.from('changed') : entry)))
type Log = typeof one
const head = (log: Log, size: number, by = stranger.privateKey, name = origin) => {
  const text = checkpointText({ origin: name, size, root: log.roots[size] ?? Buffer.alloc(32) })
  return { text, signatures: [signNote(text, { ...key, name }, by, new Date())] }
}
const base64 = (hash: Uint8Array) => `${Buffer.from(hash).toString('base64')}\n`
async function add(log: Log, from: number, size: number, note = formatNote(head(log, size)), proof?: string) {
  const ranges = from === 0 || from > size ? [] : consistencyRanges(from, size)
  const hashes = proof ?? (await hashRanges(ranges, log.read, hasher)).map(base64).join('')
  return post(`old ${from}\n${hashes}\n${note}`)
}
async function post(body: string) {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}
interface Heads {
  readonly witnessed: readonly { readonly size: number; readonly note: string }[]
  readonly refused: readonly { readonly note: string; readonly previous: number }[]
  readonly unshown: Heads['refused']
}
const get = async <T>(path: string): Promise<T> => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  return (await (await fetch(`${url}${path}`, { headers })).json()) as T
}
const listed = () => get<Heads>('/witnessed')
const told = async () =>
  (await get<{ entries: { code: string }[] }>('/entries?actions=witnessed_rewritten')).entries.map(({ code }) => code)
const signed = ({ body }: { body: string }, { text }: { text: string }) =>
  parseSignatures(body).map(signature => signedBy({ text, signatures: [signature] }, own)?.time)

describe('As a witness, the hub', () => {
  test('signs heads that go on from one another, with the time, and the same head again', async () => {
    for (const [from, size] of [
      [0, 1],
      [1, 7],
      [7, 256],
      [256, 300],
      [300, 300],
    ] as const) {
      const answer = await add(one, from, size)
      expect(answer.status).toBe(200)
      const [time = 0] = signed(answer, head(one, size))
      expect(Math.abs(time - Date.now() / 1_000)).toBeLessThan(30)
    }
  })

  test('says what it has signed to whoever goes on from another, as the specification has it', async () => {
    for (const from of [0, 7, 299]) {
      expect(await add(one, from, 400)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '300\n' })
    }
  })

  test('believes of nobody’s proof that a log was changed: the very head with a hash that is none is kept nowhere, a later one apart', async () => {
    const bogus = base64(Buffer.alloc(32))
    expect((await add(one, 300, 300, formatNote(head(one, 300)), bogus)).status).toBe(422)
    expect(await listed()).toMatchObject({ witnessed: [{ size: 300 }], refused: [], unshown: [] })
    expect((await add(one, 300, 400, formatNote(head(one, 400)), bogus)).status).toBe(422)
    for (let i = 0; i < 200; i++) {
      const { text, signatures } = head(one, 400)
      const junk = { name: `junk.example/${i}`, keyId: Buffer.alloc(4, i), signature: Buffer.alloc(64, i) }
      expect((await add(one, 300, 400, formatNote({ text, signatures: [junk, ...signatures] }), bogus)).status).toBe(
        422,
      )
    }
    const { refused, unshown } = await listed()
    expect(refused).toEqual([])
    expect(unshown).toMatchObject([{ previous: 300, note: formatNote(head(one, 400)) }])
    expect(await told()).toEqual([])
  })

  test('does not sign a log that was changed, and keeps what the log has signed', async () => {
    for (const size of [400, 410]) expect((await add(other, 300, size)).status).toBe(422)
    expect((await add(other, 300, 300)).status).toBe(409)
    const { witnessed, refused } = await listed()
    expect(witnessed).toMatchObject([{ origin, size: 300 }])
    // One other beginning is one matter, by however many heads it is shown.
    expect(refused).toMatchObject([{ previous: 300, note: formatNote(head(other, 400)) }])
    expect((await add(one, 300, 400)).status).toBe(200)
    expect(await listed()).toMatchObject({ witnessed: [{ size: 400 }, { size: 300 }] })
    // What was tried there before hides it from nobody, and neither does what is tried after it.
    expect((await add(one, 400, 410, formatNote(head(one, 410)), base64(Buffer.alloc(32)))).status).toBe(422)
    await expect.poll(told, { timeout: 30_000 }).toEqual([`${origin.replaceAll('/', ':')}:300`])
  })

  test('answers as the specification says to what it cannot sign', async () => {
    const stolen = generateKeyPairSync('ed25519').privateKey
    expect((await add(one, 400, 401, formatNote(head(one, 401, stolen)))).status).toBe(403)
    expect((await add(one, 0, 1, formatNote(head(one, 1, stranger.privateKey, 'nobody.example')))).status).toBe(404)
    expect((await add(one, 401, 400)).status).toBe(400)
    for (const body of [
      '',
      'old 1\n',
      `old 01\n\n${formatNote(head(one, 401))}`,
      `old 400\nx\n\n${formatNote(head(one, 401))}`,
    ])
      expect((await post(body)).status).toBe(400)
    const flood = 'A'.repeat(20_000)
    expect((await post(flood)).status).toBe(413)
  })

  test('is shown of a power of two by no proof, but by a head of that very size, that it was changed', async () => {
    expect((await add(one, 400, 512)).status).toBe(200)
    expect((await add(other, 512, 530)).status).toBe(422)
    const before = (await listed()).refused.length
    expect((await listed()).unshown.map(({ note }) => note)).toContain(formatNote(head(other, 530)))
    expect((await add(other, 512, 512)).status).toBe(409)
    expect((await listed()).refused).toHaveLength(before + 1)
  })

  test('signs one of two heads that come at once and go on from the same, and never goes back', async () => {
    const answers = await Promise.all([add(one, 512, 580), add(one, 512, 550), add(one, 512, 580)])
    const signers = answers.filter(({ status }) => status === 200)
    expect(signers.length).toBeGreaterThanOrEqual(1)
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    const { body } = await add(one, 0, 600)
    const last = Number(body)
    expect([550, 580]).toContain(last)
    expect((await add(one, last, 600)).status).toBe(200)
    expect(
      await audit.sql('select origin, previous from audit.witnessed_head group by 1, 2 having count(*) > 1'),
    ).toEqual([])
    await expect(audit.sql('delete from audit.witnessed_head')).rejects.toThrow('append-only')
  })
})
