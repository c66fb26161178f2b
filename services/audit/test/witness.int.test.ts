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

const audit = await useAudit({ env: { AMPARO_WITNESSES_FILE: file } })
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

  test('does not sign a log that was changed, and keeps what the log has signed', async () => {
    expect((await add(other, 300, 400)).status).toBe(422)
    expect((await add(one, 300, 400, formatNote(head(one, 400)), base64(Buffer.alloc(32)))).status).toBe(422)
    expect((await add(other, 300, 300)).status).toBe(409)
    const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
    const list = await (await fetch(`${url}/witnessed`, { headers })).json()
    expect(list).toMatchObject({ witnessed: [{ origin, size: 300 }] })
    const { refused } = list as { refused: { note: string; previous: number }[] }
    expect(refused.map(({ previous }) => previous)).toEqual([300, 300, 300])
    for (const { note } of refused) expect(note).toContain(`— ${origin} `)
    expect((await add(one, 300, 400)).status).toBe(200)
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

  test('signs one of two heads that come at once and go on from the same, and never goes back', async () => {
    const answers = await Promise.all([add(one, 400, 500), add(one, 400, 450), add(one, 400, 500)])
    const signers = answers.filter(({ status }) => status === 200)
    expect(signers.length).toBeGreaterThanOrEqual(1)
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    const { body } = await add(one, 0, 600)
    const last = Number(body)
    expect([450, 500]).toContain(last)
    expect((await add(one, last, 600)).status).toBe(200)
    expect(
      await audit.sql('select origin, previous from audit.witnessed_head group by 1, 2 having count(*) > 1'),
    ).toEqual([])
    await expect(audit.sql('delete from audit.witnessed_head')).rejects.toThrow('append-only')
  })
})
