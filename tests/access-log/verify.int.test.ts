import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NoteAlgorithm, noteKeyOf, noteKeyText, parseBundle, parseLeafRecord, tilePath } from '@amparo/crypto/tlog'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { runScript } from './support/run.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const dir = tempDir('verify')
const SIZE = 300
let url: string

beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
  while (Number((await appended(redaction, anEntry())).index) < SIZE - 50)
    await Promise.all(Array.from({ length: 40 }, () => appended(redaction, anEntry())))
  while (Number((await appended(redaction, anEntry())).index) < SIZE - 1);
})
afterAll(() => removeTempDir(dir))

/** As somebody types it. */
const verify = (...args: string[]) => runScript('audit-verify.ts', ...args)
const file = (name: string, content: Uint8Array | string) => {
  const path = join(dir, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}
const UNSEEN = 'seen by nobody outside who is believed: nothing says as of when it is'
const bytes = async (path: string) => (await fetch(`${url}/${path}`)).bytes()

describe('a log that is served', () => {
  test('is whole, as whoever asks can tell from outside without a token', async () => {
    const { code, out, err } = await verify('--log', url)
    expect(out).toMatch(/^amparo\.example\/xa\/access-log: 300 entries/)
    expect(out).toMatch(/redaction: 300\nThe log is whole\.\n$/)
    // Here no witness is named, so nothing says as of when.
    expect(out).toContain(`\n${UNSEEN}\nnot asked for since when (--not-before): `)
    expect(err).toContain('The keys come from the log itself')
    expect(code).toBe(0)
  })

  test('shows of an entry nothing but its source, number and time', async () => {
    const entry = anEntry()
    await appended(redaction, entry)
    const bundle = Buffer.from(await bytes(tilePath({ level: 'entries', index: 1, width: 45 })))
    for (const told of [entry.entryId, entry.userId, entry.referralId, 'xa-shelter', entry.policyHash])
      expect(bundle.includes(String(told))).toBe(false)
    const last = parseLeafRecord(parseBundle(bundle, 45).at(-1) ?? Buffer.alloc(0))
    expect(last).toMatchObject({ source: 'redaction', sequence: 301 })
    expect(Math.abs(last.takenAt - Date.now() / 1_000)).toBeLessThan(30)
  })

  test('serves what can never change as such, and nothing that it has not grown to', async () => {
    const tile = await fetch(`${url}/tile/0/000`)
    expect(tile.headers.get('cache-control')).toContain('immutable')
    expect(tile.headers.get('content-type')).toBe('application/octet-stream')
    for (const path of [
      'tile/0/001',
      'tile/0/000.p/256',
      'tile/1/000',
      'tile/9/000.p/1',
      'tile/0/../checkpoint',
      'tile/entries/x',
    ])
      expect((await fetch(`${url}/${path}`)).status).toBe(404)
  })

  test('goes on from a head that was kept', async () => {
    const kept = file('kept', await bytes('checkpoint'))
    await appended(redaction, anEntry())
    expect(await verify('--log', url, '--since', kept)).toMatchObject({
      code: 0,
      out: expect.stringContaining('goes on'),
    })
  })

  test('is found changed in the database, past all rights, and it is said where', async () => {
    const change = async () => {
      await audit.sql('alter table audit.leaf disable trigger user')
      await audit.sql('update audit.leaf set record = set_byte(record, 40, get_byte(record, 40) # 1) where index = 259')
      await audit.sql('alter table audit.leaf enable trigger user')
    }
    await change()
    const { code, out } = await verify('--log', url)
    await change()
    expect(out).toMatch(/tile\/0\/001\.p\/\d+: hash 3 is not that of what is below it/)
    expect(out).toContain('The log is NOT whole.')
    expect(code).toBe(1)
  })
})

describe('a folder with the files of a log', () => {
  const copy = async (name: string, ...more: string[]) => {
    const { code, out } = await runScript('audit-export.ts', '--log', url, '--to', join(dir, name), ...more)
    expect(out).toContain('node audit-recheck.mjs . KEYS')
    expect(out).toMatch(/^\d+ entries in .*, exported at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\. /)
    expect(out).toContain('No witness has signed its head')
    expect(code).toBe(0)
    return join(dir, name)
  }

  test('is verified without the log', async () => {
    const keys = file('trusted', await bytes('keys'))
    const kept = file('kept-before', await bytes('checkpoint'))
    await appended(redaction, anEntry())
    const log = await copy('whole', '--since', kept)
    expect(await verify('--log', log, '--keys', keys, '--since', join(log, 'heads/1'))).toMatchObject({
      code: 0,
      err: '',
    })
    const again = await runScript(join(log, 'audit-recheck.mjs'), log, keys, join(log, 'heads/1'))
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out.split('\n')).toEqual([
      expect.stringMatching(/^amparo\.example\/xa\/access-log: \d{3} entries$/),
      UNSEEN,
      expect.stringContaining('no line `seen TIME` in the keys: an earlier head is whole, too'),
      ...['The log is whole.', ''],
    ])
  })

  test('brings proofs of what auditors name, which say who did it, and are found changed', async () => {
    const entry = anEntry({ subjectRef: 'a-reference' })
    await appended(redaction, entry)
    await appended(redaction, anEntry())
    const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
    const proof = await (await fetch(`${url}/entries/${entry.entryId}/tlog-proof`, { headers })).text()
    const log = await copy('with-entries', '--proof', file('one', proof))
    const keys = file('trusted-for-entries', await bytes('keys'))
    const recheck = () => runScript(join(log, 'audit-recheck.mjs'), log, keys)
    expect(await recheck()).toMatchObject({
      ...{ code: 0, out: expect.stringMatching(/\nThe log is whole, and has the entries of 1 proofs\.\n$/) },
    })
    const path = join(log, `entries/${entry.entryId}.tlog-proof`)
    const told = await verify('--proof', path, '--keys', keys)
    expect(told.out).toContain(`by user: ${entry.userId}`)
    const { record, actor } = JSON.parse(Buffer.from(/^extra (.*)$/m.exec(proof)?.[1] ?? '', 'base64').toString())
    const saying = (extra: object) =>
      proof.replace(/^extra .*$/m, `extra ${Buffer.from(JSON.stringify(extra)).toString('base64')}`)
    const halved = Buffer.from(actor.bytes, 'base64')
    halved[halved.length - 1] = (halved.at(-1) ?? 0) ^ 1
    for (const [changed, why] of [
      [saying({ record, actor: { ...actor, bytes: halved.toString('base64') } }), 'is of another entry than it shows'],
      [saying({ record, actor: { ...actor, salt: Buffer.alloc(32).toString('base64') } }), 'is of another entry'],
      [saying({ actor }), 'shows no entry'],
      [proof.replace(/^index (\d+)$/m, 'index 0'), 'does not stand at its place|levels'],
      [proof.replace(/^[A-Za-z0-9+/]{43}=\n/m, ''), 'does not stand at its place|levels'],
      [proof.replace(/^(amparo.*\n)\d+$/m, '$17'), 'the signature of .* is not of this text'],
    ] as const) {
      writeFileSync(path, changed)
      const { code, out } = await recheck()
      expect(out).toMatch(new RegExp(`^entries/${entry.entryId}.tlog-proof: .*(${why})`))
      expect(code).toBe(1)
    }
    const refused = runScript('audit-export.ts', '--log', url, '--to', join(dir, 'no-proof'), '--proof', keys)
    expect(await refused).toMatchObject({ code: 2, err: 'What is given as a proof of an entry is none.\n' })
  })

  test('with keys of somebody else, or a witness that has not signed, is not believed', async () => {
    const log = await copy('other')
    const witness = noteKeyOf('witness.example', NoteAlgorithm.COSIGNATURE, generateKeyPairSync('ed25519').publicKey)
    const lines = `${new TextDecoder().decode(await bytes('keys'))}witness ${noteKeyText(witness)}\n`
    const { code, out } = await verify('--log', log, '--keys', file('with-witness', lines))
    expect([code, out]).toEqual([1, 'checkpoint: 0 of its witnesses have signed it, not 1\n'])
    expect((await runScript('audit-recheck.mjs', log, join(dir, 'with-witness'))).code).toBe(1)
    expect((await runScript('audit-recheck.mjs', log, join(dir, 'nowhere'))).code).toBe(2)
  })

  test('is not written over another', async () => {
    const full = join(await copy('full'), '..', 'full')
    expect(await runScript('audit-export.ts', '--log', url, '--to', full)).toMatchObject({ code: 2 })
  })

  test.each([
    [['--log', 'http://127.0.0.1:9'], 'does not answer'],
    [[], 'Say which log'],
    [['--log', 'nowhere'], 'There is no folder'],
    [['--log', '.', '--keys', 'nowhere'], 'no file nowhere'],
  ])('that cannot be read ends with 2: %j', async (args, why) => {
    const { code, err } = await verify(...args)
    expect(err).toContain(why)
    expect(code).toBe(2)
  })
})
