import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Action } from '@amparo/contracts'
import { generateSigningKey, loadSigningKey } from '@amparo/crypto'
import {
  formatNote,
  formatProof,
  noteKeyText,
  parseNote,
  parseProof,
  readNoteKey,
  signatureLine,
  signedBy,
  signNote,
  type TlogProof,
} from '@amparo/crypto/tlog'
import type { Nats } from '@amparo/messaging'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkpointSigner, logKeyOf } from '../../services/audit/src/queries/checkpoint.ts'
import { anEntry, appended, untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { hasProgram, sigsumOrigin, useLitewitness, useRecipe, useSigsumWitness } from './support/others.ts'
import { runScript } from './support/run.ts'

const dir = tempDir('others')
afterAll(() => removeTempDir(dir))

const checkpointOf = async (url: string) => parseNote(await (await fetch(`${url}/checkpoint`)).text())
const sizeOf = ({ text }: { text: string }) => Number(text.split('\n')[1])
async function append(nats: Nats, count: number): Promise<number> {
  const one = () => appended(nats, anEntry({ action: Action.DISCLOSURE_DENIED }))
  const placed = await Promise.all(Array.from({ length: count }, one))
  return Math.max(...placed.map(({ index }) => Number(index))) + 1
}

describe.runIf(hasProgram('sigsum-witness'))("Somebody else's witness", async () => {
  /** The same key, so that the same witness knows both. */
  const [log, fork] = [await useAudit(), await useAudit()]
  const publicKey = Buffer.from(String(log.publicJwk['x']), 'base64url')
  const origin = sigsumOrigin(publicKey)
  const { line: witness, privateKey } = await useSigsumWitness(publicKey)
  const file = join(dir, 'witnesses')
  writeFileSync(file, `${witness}\n`)
  const env = { AMPARO_LOG_ORIGIN: origin, AMPARO_WITNESSES_FILE: file, AMPARO_WITNESS_EVERY_SECONDS: '0.2' }
  const logKey = logKeyOf(origin, log.sign)
  const witnessKey = readNoteKey(witness.split(' ')[1] ?? '')
  const redaction = await log.nats.as('redaction')
  let url = ''
  beforeAll(async () => {
    url = (await log.start(env)).url
    await untilWriting(redaction)
  })

  test('signs the log as it grows, and counts as one who has seen it', async () => {
    for (const count of [1, 59, 240]) {
      const size = await append(redaction, count)
      const seen = async () => {
        const note = await checkpointOf(url)
        return sizeOf(note) >= size && signedBy(note, witnessKey) !== undefined
      }
      await expect.poll(seen).toBe(true)
    }
    const trusted = join(dir, 'trusted')
    writeFileSync(trusted, `log ${noteKeyText(logKey)}\nwitness ${noteKeyText(witnessKey)}\n`)
    const { code, out } = await runScript('audit-verify.ts', '--log', url, '--keys', trusted)
    expect(out).toContain(`seen by ${witnessKey.name} at `)
    expect(code).toBe(0)
  })

  test('signs the same bytes, at the same second and with the same key, as this hub does as a witness', async () => {
    const note = await checkpointOf(url)
    const own = note.signatures.filter(({ keyId }) => Buffer.compare(keyId, witnessKey.keyId) === 0)
    expect(own).toHaveLength(1)
    const time = signedBy(note, witnessKey)?.time ?? 0
    const ours = signatureLine(signNote(note.text, witnessKey, privateKey, new Date(time * 1_000)))
    expect(own.map(signatureLine)).toEqual([ours])
  })

  test('signs no other history of the same log', async () => {
    const other = await fork.nats.as('redaction')
    const service = await fork.start(env)
    expect(await (await fetch(`${service.url}/keys`)).text()).toContain(witnessKey.name)
    await untilWriting(other)
    await append(other, 100)
    const notes = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        await new Promise(resolve => setTimeout(resolve, i * 300))
        return checkpointOf(service.url)
      }),
    )
    expect(notes.map(({ signatures }) => signatures.length)).toEqual(notes.map(() => 1))
    await service.stop()
  })

  test('knows the log by one name, so that it does not start under another once somebody has signed it', async () => {
    await expect(log.start({ ...env, AMPARO_LOG_ORIGIN: 'justice.example/amparo/access-log' })).rejects.toThrow(
      'ended with 1',
    )
  })
})

describe.runIf(hasProgram('litewitness') && hasProgram('ssh-agent'))("Debian's litewitness", async () => {
  const sign = loadSigningKey(generateSigningKey().privateJwk)
  const origin = 'amparo.example/xa/access-log'
  const { addCheckpoint, said } = await useLitewitness({ origin, vkey: noteKeyText(logKeyOf(origin, sign)) })
  const head = checkpointSigner(origin, sign)({ size: 1, root: Buffer.alloc(32, 7) })

  test('takes our notes, keys and requests: it knows whose head it is, and refuses what the log has not signed', async () => {
    const unknown = formatNote({ ...head, text: head.text.replace('/xa/', '/xb/') })
    expect(await addCheckpoint(unknown)).toMatchObject({ text: expect.stringContaining('unknown log') })
    const larger = formatNote({ ...head, text: head.text.replace('\n1\n', '\n2\n') })
    expect(await addCheckpoint(larger)).toMatchObject({
      status: 403,
      text: expect.stringContaining('invalid signature'),
    })
    expect(said()).not.toContain('panic')
  })

  // Debian 13, litetlog 0.4.3. Where this fails Debian has mended it: then it can sign our heads, and a test like that of sigsum's takes its place.
  test('ends the first head that it would store in a panic of its own, and signs nothing', async () => {
    expect(await addCheckpoint(formatNote(head))).toBeUndefined()
    expect(said()).toContain('reflect.Value.Bytes of unaddressable byte array')
  })
})

describe.runIf(hasProgram('spicy-litetlog'))(
  "Somebody else's program, as the documentation says to use it,",
  async () => {
    const log = await useAudit()
    const redaction = await log.nats.as('redaction')
    const recipe = useRecipe()
    const holds = (proof: string, keys: string) => recipe({ 'entry.tlog-proof': proof, keys })
    const entry = anEntry({ action: Action.PACKAGE_RELEASED })
    let [keys, text] = ['', '']
    beforeAll(async () => {
      const { url } = await log.start()
      await untilWriting(redaction)
      await append(redaction, 20)
      await appended(redaction, entry)
      await append(redaction, 20)
      const headers = { authorization: `Bearer ${await log.issuer.token({ scope: 'audit:read' })}` }
      text = await (await fetch(`${url}/entries/${entry.entryId}/tlog-proof`, { headers })).text()
      keys = await (await fetch(`${url}/keys`)).text()
    })

    test('finds that an entry stands in the log under its signed head', () => {
      expect(holds(text, keys)).toBe(true)
    })

    test('finds any change of entry, place, proof, head and key', () => {
      const { index, proof, checkpoint, extra = Buffer.alloc(0) } = parseProof(text)
      const but = (change: Partial<TlogProof>) => formatProof({ index, proof, checkpoint, extra, ...change })
      const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
      const told = JSON.parse(Buffer.from(extra).toString()) as { readonly record: string }
      const record = Buffer.from(told.record, 'base64')
      expect(holds(but({}), keys)).toBe(true)
      for (const at of [0, 20, record.length - 1]) {
        const other = { ...told, record: Buffer.from(flipped(record, at)).toString('base64') }
        expect(holds(but({ extra: Buffer.from(JSON.stringify(other)) }), keys)).toBe(false)
      }
      expect(holds(but({ index: index + 1 }), keys)).toBe(false)
      expect(proof.length).toBeGreaterThan(4)
      for (const i of proof.keys())
        expect(holds(but({ proof: proof.map((step, k) => (k === i ? flipped(step, 7) : step)) }), keys)).toBe(false)
      const larger = checkpoint.replace(/^(\d+)$/m, size => String(Number(size) + 1))
      expect(holds(but({ checkpoint: larger }), keys)).toBe(false)
      const another = noteKeyText(logKeyOf('amparo.example/xb/access-log', log.sign))
      expect(holds(text, `log ${another}\n`)).toBe(false)
    })
  },
)
