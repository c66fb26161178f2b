import { deflateSync } from 'node:zlib'
import { type Box, IMAGE_LABEL, type Line, type Page } from '../content.ts'
import { encoded, widthOf } from './letters.ts'

/** Object numbers: the catalogue, the list of pages, the font, then two for each page. */
const FIRST_PAGE = 4

/**
 * A PDF with these lines where they stand and a grey box for each picture, and nothing else: no metadata, no identifier, no
 * annotation, no second revision. The same content makes the same bytes. Throws for letters that `printable` does not give.
 */
export function writePdf(pages: readonly Page[]): Uint8Array {
  const kids = pages.map((_, i) => `${FIRST_PAGE + 2 * i} 0 R`).join(' ')
  const objects = [
    ascii('<</Type/Catalog/Pages 2 0 R>>'),
    ascii(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`),
    ascii('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'),
    ...pages.flatMap((page, i) => [pageObject(page, FIRST_PAGE + 2 * i + 1), stream(contentOf(page))]),
  ]
  return assembled(objects)
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')
const number = (value: number): string => String(Math.round(value * 100) / 100)

const pageObject = ({ width, height }: Page, contents: number): Buffer =>
  ascii(
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${number(width)} ${number(height)}]` +
      `/Resources<</Font<</F 3 0 R>>>>/Contents ${contents} 0 R>>`,
  )

function stream(content: string): Buffer {
  const packed = deflateSync(ascii(content))
  const head = `<</Length ${packed.byteLength}/Filter/FlateDecode>>\nstream\n`
  return Buffer.concat([ascii(head), packed, ascii('\nendstream')])
}

const contentOf = ({ images, lines }: Page): string => [...images.map(grey), ...lines.map(written)].join('\n')

function grey({ x, y, width, height }: Box): string {
  const box = `0.85 g ${[x, y, width, height].map(number).join(' ')} re f 0 g`
  const size = Math.max(1, Math.min(10, height / 2, width / (widthOf(IMAGE_LABEL) + 1)))
  return `${box}\n${show(IMAGE_LABEL, size, [1, 0, 0, 1, x + size / 2, y + height / 2 - size / 3])}`
}

/** What is masked is longer than what it masks: it is written smaller, never over what stands beside it or past the page. */
function written({ text, x, y, size, room, angle }: Line): string {
  if (text === '') return ''
  const fitting = Math.min(size, room / widthOf(text))
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return show(text, Math.max(0.5, fitting), [cos, sin, -sin, cos, x, y])
}

const show = (text: string, size: number, matrix: readonly number[]): string =>
  `BT /F ${number(size)} Tf ${matrix.map(value => String(Math.round(value * 1e4) / 1e4)).join(' ')} Tm <${encoded(text)}> Tj ET`

/** The file itself: header, objects, cross-reference table (ISO 32000-1, 7.5). */
function assembled(objects: readonly Buffer[]): Uint8Array {
  const pieces = [ascii('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')]
  const offsets: number[] = []
  let at = pieces[0]?.byteLength ?? 0
  for (const [i, object] of objects.entries()) {
    const piece = Buffer.concat([ascii(`${i + 1} 0 obj\n`), object, ascii('\nendobj\n')])
    offsets.push(at)
    pieces.push(piece)
    at += piece.byteLength
  }
  const entries = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  pieces.push(ascii(`${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`))
  return Buffer.concat(pieces)
}
