import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { removeTempDir, tempDir } from '@amparo/testing'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openSandbox, redactDocument, redactImage } from '../src/index.ts'
import { alone, type Command, inBubble } from '../src/sandbox/command.ts'
import { compiled } from '../src/sandbox/compiled.ts'
import { runChild } from '../src/sandbox/run-child.ts'
import { DOCX, docx, hostileDocx, p, r } from './fixtures/docx.ts'
import { PNG_TYPE, png } from './fixtures/image.ts'
import { hostilePdf, PDF, pdf } from './fixtures/pdf.ts'
import { holdsName, masking } from './fixtures/person.ts'

const program = (name: string) => fileURLToPath(new URL(`fixtures/${name}.ts`, import.meta.url))
const LIMITS = { heapMiB: 128, dataMiB: 768, cpuSeconds: 30 }
const BOUNDS = { milliseconds: 25_000, bytes: 10_000_000, cpuSeconds: LIMITS.cpuSeconds }
const bubbles = spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', '/bin/true']).status === 0

const server = createServer(socket => socket.destroy())
const port = () => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? String(address.port) : ''
}
beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise(resolve => server.close(resolve)))

const escapes = async (command: Command) => JSON.parse(await runChild(command, port(), BOUNDS))

describe('what takes a document apart', () => {
  test('reaches no file, process, thread, native code or environment', async () => {
    // The permission model of Node 24 knows no network.
    expect(await escapes(alone(LIMITS, program('escape')))).toEqual(['reach the network'])
  })

  test.skipIf(!bubbles)('reaches no network either, where bubblewrap works', async () => {
    expect(await escapes(inBubble(LIMITS, program('escape')))).toEqual([])
  })

  describe.skipIf(!bubbles)('loads code that was compiled before', () => {
    const ping = (folder: string, name = 'ping') =>
      runChild(
        inBubble(LIMITS, undefined, { folder, fill: name === 'samples' }),
        JSON.stringify({ name, input: {} }),
        BOUNDS,
      )
    const folder = tempDir('compiled')
    afterAll(() => removeTempDir(folder))
    const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(one => one.isFile())
    const stamps = () => files().map(({ parentPath, name }) => `${name} ${statSync(join(parentPath, name)).mtimeMs}`)

    test('which only a child fills that reads nothing of anybody', async () => {
      expect(await ping(folder, 'samples')).toBe('{}')
      const before = stamps()
      expect(before.length).toBeGreaterThan(20)
      expect(await escapes(inBubble(LIMITS, program('escape'), { folder }))).toEqual([])
      expect(await ping(folder)).toBe('{}')
      expect(stamps()).toEqual(before)
    })

    test('and compiles it anew where that is gone or no code', async () => {
      expect(await ping('/tmp/amparo-nowhere')).toBe('{}')
      for (const { parentPath, name } of files()) writeFileSync(join(parentPath, name), 'no code')
      expect(await ping(folder)).toBe('{}')
    })
  })

  test.each(['memory', 'output', 'time'])('and takes %s without end is ended', async wanted => {
    const command = (bubbles ? inBubble : alone)(LIMITS, program('greedy'))
    const bounds = { milliseconds: wanted === 'time' ? 3_000 : 25_000, bytes: 5_000_000, cpuSeconds: LIMITS.cpuSeconds }
    await expect(runChild(command, wanted, bounds)).rejects.toThrow(/^document_/)
  })

  test('and is not there is a refusal', async () => {
    const missing = { file: '/nonexistent', args: [] }
    await expect(runChild(missing, '', BOUNDS)).rejects.toMatchObject({ reason: 'document_not_now' })
  })

  test('and cannot be begun, for want of file handles, ends nothing else', () => {
    const begin = ['-c', 'ulimit -n 60 && exec "$@"', 'sh', process.execPath, program('no-handles')]
    const { status, stdout } = spawnSync('/bin/sh', begin, { encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, 'document_not_now'])
  })

  describe('and is killed by another', () => {
    const shell = (script: string) => ({ file: '/bin/sh', args: ['-c', script] })
    const folder = tempDir('killed')
    afterAll(() => removeTempDir(folder))

    test('is tried once more', async () => {
      const once = join(folder, 'once')
      const script = `if [ -e ${once} ]; then echo done; else touch ${once}; kill -KILL $$; fi`
      expect(await runChild(shell(script), '', BOUNDS)).toBe('done\n')
    })

    test.each(['kill -KILL $$', 'exit 137'])('and killed again says nothing of the document: %s', async script => {
      await expect(runChild(shell(script), '', BOUNDS)).rejects.toThrow(/^document_not_now$/)
    })

    test.each(['kill -ABRT $$', 'exit 134'])('ends otherwise for lack of its own memory: %s', async script => {
      await expect(runChild(shell(script), '', BOUNDS)).rejects.toThrow(/^document_too_large$/)
    })

    test('ends otherwise when its processor time may be over', async () => {
      const over = { ...BOUNDS, cpuSeconds: 0 }
      await expect(runChild(shell('kill -KILL $$'), '', over)).rejects.toThrow(/^document_too_large$/)
    })
  })
})

describe('in a sandbox', () => {
  const redact = redactDocument(openSandbox())

  test('documents are made anew, several at once', async () => {
    const given = [
      { bytes: hostileDocx(), mediaType: DOCX },
      { bytes: hostilePdf(), mediaType: PDF },
      { bytes: docx(p(r('Yaneth'))), mediaType: DOCX },
    ]
    const made = await Promise.all(given.map(document => redact(document, masking)))
    expect(made.map(({ outcome }) => outcome)).toEqual(['rebuilt', 'rebuilt', 'rebuilt'])
    expect(holdsName(JSON.stringify(made))).toBe(false)
  })

  test.skipIf(!bubbles)('what children compile is soon kept for the next', async () => {
    const folder = await vi.waitUntil(compiled, { timeout: 60_000 })
    expect(readdirSync(folder)).toHaveLength(1)
    expect(await redact({ bytes: hostilePdf(), mediaType: PDF }, masking)).toMatchObject({ outcome: 'rebuilt' })
  })

  test('a PDF whose pages go in circles, and a picture larger than it may be, end', async () => {
    const circle = pdf([
      { dictionary: '/Type/Catalog/Pages 2 0 R' },
      { dictionary: '/Type/Pages/Kids[2 0 R 2 0 R]/Count 9' },
      { dictionary: '' },
      { dictionary: '' },
    ])
    const image = '/Type/XObject/Subtype/Image/Width 90000/Height 90000/BitsPerComponent 8/ColorSpace/DeviceRGB'
    const bomb = pdf([
      { dictionary: '/Type/Catalog/Pages 2 0 R' },
      { dictionary: '/Type/Pages/Kids[3 0 R]/Count 1' },
      { dictionary: '/Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 6 0 R/Resources<</XObject<</I 5 0 R>>>>' },
      { dictionary: '' },
      { dictionary: image, stream: 'a' },
      { dictionary: '', stream: '90 0 0 90 0 0 cm /I Do' },
    ])
    expect(await redact({ bytes: circle, mediaType: PDF }, masking)).toMatchObject({ reason: 'document_damaged' })
    const made = await redact({ bytes: bomb, mediaType: PDF }, masking)
    expect(made).toMatchObject({ outcome: 'rebuilt', report: { removed: { images: 1 } } })
  })

  test('a few bytes that unpack to more than a document may have are too large', async () => {
    const archive = zipSync({ 'word/document.xml': new Uint8Array(100_000_000) })
    const twice = deflateSync(deflateSync(Buffer.alloc(600_000_000, ' ')))
    const packed = pdf([
      { dictionary: '/Type/Catalog/Pages 2 0 R' },
      { dictionary: '/Type/Pages/Kids[3 0 R]/Count 1' },
      { dictionary: '/Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 5 0 R' },
      { dictionary: '' },
      { dictionary: '/Filter[/FlateDecode/FlateDecode]', stream: twice },
    ])
    const tooLarge = { outcome: 'refused', reason: 'document_too_large' }
    expect(await redact({ bytes: archive, mediaType: DOCX }, masking)).toEqual(tooLarge)
    expect(await redact({ bytes: packed, mediaType: PDF }, masking)).toEqual(tooLarge)
  })

  test('a picture that takes more memory than there is, is too large, and not damaged', async () => {
    const [width, height, depth] = [6_300, 6_300, 16]
    const bytes = png({ width, height, depth }, deflateSync(Buffer.alloc((width * 8 + 1) * height)))
    expect(await redactImage(openSandbox())({ bytes, mediaType: PNG_TYPE }, { boxes: [] })).toEqual({
      ...{ outcome: 'refused', reason: 'document_too_large' },
    })
  })
})
