import { beforeAll, describe, expect, test } from 'vitest'
import { decode } from '../src/image/pixels.ts'
import { openSandbox, redactDocument, redactImage } from '../src/index.ts'
import { DOCX, hostileDocx } from './fixtures/docx.ts'
import { hostileJpeg, hostilePng, JPEG, PNG_TYPE } from './fixtures/image.ts'
import { hostilePdf, PDF, plainPdf, show } from './fixtures/pdf.ts'
import { holdsName, masking } from './fixtures/person.ts'
import { installed, pass, reason, tell } from './fixtures/tools.ts'

const sandbox = openSandbox()
const redact = async (bytes: Uint8Array, mediaType: string): Promise<Uint8Array> => {
  const made = await redactDocument(sandbox)({ bytes, mediaType }, masking)
  if (made.outcome !== 'rebuilt') throw new Error(JSON.stringify(made))
  return made.bytes
}
const box = { x: 8, y: 8, width: 16, height: 16 }

describe('a rebuilt PDF, by programs that know nothing of this one', () => {
  let made = new Uint8Array()
  beforeAll(async () => {
    made = Uint8Array.from(await redact(hostilePdf(), PDF))
  })

  test.skipIf(!installed('pdftotext'))(`reads like the page, without the name${reason('pdftotext')}`, () => {
    expect(holdsName(tell(hostilePdf(), 'pdftotext', '-layout', 'FILE', '-'))).toBe(true)
    const text = tell(made, 'pdftotext', '-layout', 'FILE', '-')
    expect(holdsName(text.replace(/\s/g, ''))).toBe(false)
    expect(text).toContain('La señora [PERSON]')
    expect(text).toMatch(/o cerca\. Columna {10,}lejos/)
    expect(text).toContain('[IMAGE]')
  })

  test.skipIf(!installed('qpdf'))(
    `is sound, and holds no other object, picture, file or revision${reason('qpdf')}`,
    () => {
      expect(tell(made, 'qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors found')
      const all = tell(made, 'qpdf', '--qdf', '--object-streams=disable', 'FILE', '-')
      expect(holdsName(all)).toBe(false)
      expect(all).not.toMatch(
        /\/(?:Metadata|Annots|JS|JavaScript|EmbeddedFile|AcroForm|OpenAction|Info|XObject|Prev)\b/,
      )
      expect(tell(made, 'qpdf', '--list-attachments', 'FILE')).toMatch(/no embedded files/)
      expect(tell(made, 'pdfimages', '-list', 'FILE').trim().split('\n')).toHaveLength(2)
    },
  )

  test.skipIf(!installed('exiftool'))(`has no metadata${reason('exiftool')}`, () => {
    expect(holdsName(tell(hostilePdf(), 'exiftool', '-a', '-u', '-g1', 'FILE'))).toBe(true)
    const told = tell(made, 'exiftool', '-a', '-u', '-G1', '-s', 'FILE').split('\n')
    expect(told.filter(line => /^\[(?:PDF|XMP)/.test(line)).map(line => line.split(/\s+/)[1])).toEqual([
      ...['PDFVersion', 'Linearized', 'PageCount'],
    ])
  })

  test.skipIf(!installed('qpdf'))(`that was encrypted is refused${reason('qpdf')}`, async () => {
    const given = plainPdf(show(50, 700, 'Yaneth'))
    const encrypt = ['--encrypt', '--user-password=a', '--owner-password=b', '--bits=256', '--', 'FILE', '-']
    const bytes = pass(given, 'qpdf', ...encrypt)
    const refused = await redactDocument(sandbox)({ bytes, mediaType: PDF }, masking)
    expect(refused).toEqual({ outcome: 'refused', reason: 'document_encrypted' })
  })
})

describe('a rebuilt Word document', () => {
  test.skipIf(!installed('exiftool'))(`has no metadata${reason('exiftool')}`, async () => {
    const told = tell(await redact(hostileDocx(), DOCX), 'exiftool', '-a', '-u', '-G1', '-s', 'FILE')
    expect(told).not.toMatch(/^\[XMP|Creator|Author|ModifyBy|Company/im)
    expect(holdsName(told)).toBe(false)
  })
})

describe.each([
  ['JPEG', JPEG, hostileJpeg],
  ['PNG', PNG_TYPE, hostilePng],
])('a %s that a person has looked at', (_, mediaType, hostile) => {
  const repaint = (bytes: Uint8Array, boxes = [box]) => redactImage(sandbox)({ bytes, mediaType }, { boxes })

  test('is pixels and nothing else, black under the boxes', async () => {
    const made = await repaint(hostile())
    if (made.outcome !== 'rebuilt') throw new Error(made.reason)
    expect([made.width, made.height]).toEqual([64, 32])
    expect(holdsName(Buffer.from(made.bytes).toString('latin1'))).toBe(false)
    const { data } = decode(mediaType === JPEG ? 'jpeg' : 'png', made.bytes)
    const at = (x: number, y: number) => [...data.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 3)]
    expect(Math.max(...at(8, 8), ...at(16, 16), ...at(23, 23))).toBeLessThan(10)
    expect(at(2, 2)[0]).toBeGreaterThan(230)
    expect(at(60, 2)[2]).toBeGreaterThan(230)
  })

  test.skipIf(!installed('exiftool'))(`has no metadata${reason('exiftool')}`, async () => {
    expect(holdsName(tell(hostile(), 'exiftool', '-a', '-u', '-G1', '-s', 'FILE'))).toBe(true)
    const made = await repaint(hostile(), [])
    if (made.outcome !== 'rebuilt') throw new Error(made.reason)
    const groups = tell(made.bytes, 'exiftool', '-a', '-u', '-G1', '-s', 'FILE').match(/^\[\w+\]/gm)
    const plain = new Set(['[ExifTool]', '[System]', '[File]', '[JFIF]', '[PNG]', '[Composite]'])
    expect(groups?.filter(group => !plain.has(group))).toEqual([])
  })

  test('is not made of what is broken, something else, or larger than a picture may be', async () => {
    const given = hostile()
    expect(await repaint(given.subarray(0, 100))).toMatchObject({ reason: 'document_damaged' })
    expect(await repaint(hostilePdf())).toMatchObject({ reason: 'document_type_mismatch' })
    const huge = Buffer.from(given)
    if (mediaType === PNG_TYPE) huge.writeUInt32BE(90_000, 16)
    else for (const at of [5, 7]) huge.writeUInt16BE(60_000, huge.indexOf(Buffer.from([0xff, 0xc0]), 2_000) + at)
    expect(await repaint(huge)).toMatchObject({ reason: expect.stringMatching(/^document_(?:too_large|damaged)$/) })
  })
})

test('a picture that was taken sideways is upright, so that its boxes are where a person drew them', async () => {
  const bytes = hostileJpeg({ orientation: 6 })
  const made = await redactImage(sandbox)({ bytes, mediaType: JPEG }, { boxes: [box] })
  expect(made).toMatchObject({ outcome: 'rebuilt', width: 32, height: 64 })
})
