import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orientationOf, upright } from '../src/image/orientation.ts'
import type { Pixels } from '../src/image/picture.ts'
import { redactImage } from '../src/index.ts'
import { docx, p, r } from './fixtures/docx.ts'
import { chunk, hostileJpeg, hostilePng, JPEG, PNG_TYPE, png } from './fixtures/image.ts'
import { inProcess } from './fixtures/in-process.ts'
import { plainPdf, show } from './fixtures/pdf.ts'
import { holdsName } from './fixtures/person.ts'

const kinds: [string, Uint8Array, string][] = [
  ['JPEG', hostileJpeg(), JPEG],
  ['PNG', hostilePng(), PNG_TYPE],
]

test.each(kinds)(
  'a %s that is broken anywhere is refused or comes out as pixels alone',
  async (_, given, mediaType) => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(given.length), async (changes, length) => {
        const bytes = Uint8Array.from(length % 3 === 0 ? given.subarray(0, length) : given)
        for (const [where, byte] of changes) if (where % 900 < bytes.length) bytes[where % 900] = byte
        const made = await redactImage(inProcess)(
          { bytes, mediaType },
          { boxes: [{ x: 60, y: 0, width: 4, height: 32 }] },
        )
        expect(made.outcome === 'rebuilt' && holdsName(Buffer.from(made.bytes).toString('latin1'))).toBe(false)
      }),
      { numRuns: 150 },
    )
  },
)

const segment = (marker: number, data: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data])
const name = Buffer.from('Yaneth Quillahuaman')
const start = Buffer.from([0xff, 0xd8])
const jpegWith = (...parts: Uint8Array[]) =>
  Buffer.concat([start, ...parts.map(part => segment(0xfe, part)), hostileJpeg().subarray(2)])
const rows = deflateSync(Buffer.alloc((64 * 4 + 1) * 32))

test.each<[string, Uint8Array, string]>([
  [
    'a JPEG with a name in every segment of a program',
    Buffer.concat([start, ...apps(), hostileJpeg().subarray(2)]),
    JPEG,
  ],
  ['a JPEG with a second picture and a film behind it', Buffer.concat([hostileJpeg(), hostileJpeg(), name]), JPEG],
  ['a JPEG that is a PDF as well', jpegWith(plainPdf(show(50, 700, 'Yaneth'))), JPEG],
  ['a JPEG that is a Word document as well', Buffer.concat([hostileJpeg(), docx(p(r('Yaneth')))]), JPEG],
  ['a PNG with a packed name', png({}, rows, [chunk('iCCP', packed()), chunk('zTXt', packed())]), PNG_TYPE],
  ['a PNG that moves', png({}, rows, [chunk('acTL', Buffer.alloc(8)), chunk('fdAT', name)]), PNG_TYPE],
  ['a PNG with a chunk of nobody', png({}, rows, [chunk('yaNe', name)]), PNG_TYPE],
])('%s comes out as pixels alone', async (_, bytes, mediaType) => {
  const made = await redactImage(inProcess)({ bytes, mediaType }, { boxes: [] })
  if (made.outcome !== 'rebuilt') throw new Error(made.reason)
  const out = Buffer.from(made.bytes).toString('latin1')
  expect([holdsName(out), /iCCP|zTXt|acTL|fdAT|yaNe|Exif|ICC_PROFILE|\[Content_Types|%PDF/.test(out)]).toEqual([
    false,
    false,
  ])
})

test.each<[string, Uint8Array]>([
  ['behind its packed rows', png({}, Buffer.concat([rows, name]))],
  ['in more rows than it says that it has', png({}, deflateSync(Buffer.alloc(100_000_000)))],
  ['under a second head', png({}, rows, [Buffer.from(png({ width: 9_000, height: 9_000 }, rows).subarray(8, 33))])],
])('a PNG with something %s is refused', async (_, bytes) => {
  expect(await redactImage(inProcess)({ bytes, mediaType: PNG_TYPE }, { boxes: [] })).toMatchObject({
    reason: 'document_damaged',
  })
})

function apps(): Buffer[] {
  return Array.from({ length: 15 }, (_, i) => segment(0xe1 + i, name))
}
function packed(): Buffer {
  return Buffer.concat([Buffer.from('a\0\0'), deflateSync(name)])
}

test.each(kinds)('a %s has no boxes but what lie wholly in it', async (_, bytes, mediaType) => {
  const painted = async (box: { x: number; y: number; width: number; height: number }) =>
    (await redactImage(inProcess)({ bytes, mediaType }, { boxes: [box] })).outcome
  expect(await painted({ x: 0, y: 0, width: 64, height: 32 })).toBe('rebuilt')
  for (const beyond of [
    { x: 1, y: 0, width: 64, height: 1 },
    { x: 0, y: 1, width: 1, height: 32 },
    { x: 64, y: 0, width: 1, height: 1 },
  ])
    expect(await painted(beyond)).toBe('refused')
})

describe('a picture is turned as Exif says', () => {
  /** One letter a pixel. */
  const picture = (...rows: string[]): Pixels => ({
    ...{ width: rows[0]?.length ?? 0, height: rows.length },
    data: Uint8Array.from([...rows.join('')].flatMap(letter => [letter.charCodeAt(0), 0, 0, 255])),
  })
  const rows = ({ width, data }: Pixels) => {
    const letters = [...data].filter((_, i) => i % 4 === 0).map(code => String.fromCharCode(code))
    return letters.join('').match(new RegExp(`.{${width}}`, 'g'))
  }

  // Exif 2.32, 4.6.4: where the first row and the first column of what is stored are seen.
  test.each([
    [1, ['abc', 'def']],
    [2, ['cba', 'fed']],
    [3, ['fed', 'cba']],
    [4, ['def', 'abc']],
    [5, ['ad', 'be', 'cf']],
    [6, ['da', 'eb', 'fc']],
    [7, ['fc', 'eb', 'da']],
    [8, ['cf', 'be', 'ad']],
  ])('%i', (orientation, seen) => {
    expect(rows(upright(picture('abc', 'def'), orientation))).toEqual(seen)
  })

  test('in one SHORT, and nowhere but before the pixels', async () => {
    const tag = (type: number, count: number) => {
      const tiff = Buffer.from('49492a0008000000010012010000000000000600000000000000', 'hex')
      tiff.writeUInt16LE(type, 12)
      tiff.writeUInt32LE(count, 14)
      return orientationOf(tiff)
    }
    expect([tag(3, 1), tag(4, 1), tag(3, 2), tag(1, 1)]).toEqual([6, 1, 1, 1])
    const turned = Buffer.from(hostileJpeg({ orientation: 6 }))
    const [start, end] = [4 + turned.readUInt16BE(4), turned.lastIndexOf(Buffer.from('ffd9', 'hex'))]
    const parts = [turned.subarray(0, 2), turned.subarray(start, end), turned.subarray(2, start), turned.subarray(end)]
    const sizeOf = async (bytes: Uint8Array) => redactImage(inProcess)({ bytes, mediaType: JPEG }, { boxes: [] })
    expect(await sizeOf(turned)).toMatchObject({ width: 32, height: 64 })
    expect(await sizeOf(Buffer.concat(parts))).toMatchObject({ width: 64, height: 32 })
  })
})
