import { inflateSync } from 'node:zlib'
import { LIMITS } from '../limits.ts'
import { DocumentRefused } from '../refusal.ts'
import type { Reread } from '../verify.ts'
import { openPdf, orDamaged } from './open.ts'
import { asRead, runOf } from './placed.ts'

/** All names that a rebuilt file may hold, and the whole shape of it: ISO 32000-1, without anything that is optional. */
const OBJECTS = [
  /<<\/Type\/Catalog\/Pages 2 0 R>>/,
  /<<\/Type\/Pages\/Kids\[(?:\d+ 0 R ?)*\]\/Count \d+>>/,
  /<<\/Type\/Font\/Subtype\/Type1\/BaseFont\/Helvetica\/Encoding\/WinAnsiEncoding>>/,
  /<<\/Type\/Page\/Parent 2 0 R\/MediaBox\[0 0 [\d.]+ [\d.]+\]\/Resources<<\/Font<<\/F 3 0 R>>>>\/Contents \d+ 0 R>>/,
  /<<\/Length (\d+)\/Filter\/FlateDecode>>\nstream\n/,
].map(({ source }) => source)
const OBJECT = new RegExp(`(\\d+) 0 obj\\n(?:${OBJECTS.join('|')})`, 'y')
const HEAD = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
const TAIL =
  /xref\n0 \d+\n0000000000 65535 f \n(?:\d{10} 00000 n \n)*trailer\n<<\/Size \d+\/Root 1 0 R>>\nstartxref\n\d+\n%%EOF\n$/y
const CONTENT = /^(?:0\.85 g [-\d. ]+ re f 0 g|BT \/F [\d.]+ Tf [-\d. e]+ Tm <[0-9a-f]*> Tj ET|)$/

/** Everything that stands in the file, packed and unpacked. Throws DocumentRefused for any byte that has no place in the shape. */
export function accountFor(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes).toString('latin1')
  if (!file.startsWith(HEAD)) throw unprovable()
  const raw = [file]
  let at = HEAD.length
  for (let number = 1; ; number++) {
    OBJECT.lastIndex = at
    const object = OBJECT.exec(file)
    if (object === null) break
    if (object[1] !== String(number)) throw unprovable()
    at = OBJECT.lastIndex
    if (object[2] !== undefined) {
      const end = at + Number(object[2])
      raw.push(contentIn(bytes.subarray(at, end)))
      if (!file.startsWith('\nendstream', end)) throw unprovable()
      at = end + '\nendstream'.length
    }
    if (!file.startsWith('\nendobj\n', at)) throw unprovable()
    at += '\nendobj\n'.length
  }
  TAIL.lastIndex = at
  if (!TAIL.test(file)) throw unprovable()
  return raw
}

/** A page's operators, with their texts in clear behind them. */
function contentIn(packed: Uint8Array): string {
  const content = inflateSync(packed, { maxOutputLength: LIMITS.unpackedBytes }).toString('latin1')
  if (!content.split('\n').every(line => CONTENT.test(line))) throw unprovable()
  const texts = [...content.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) =>
    Buffer.from(hex, 'hex').toString('latin1'),
  )
  return [content, ...texts].join('\n')
}

/** The words of each page, by a reader of PDF that knows nothing of how this one was written. */
export async function rereadPdf(bytes: Uint8Array): Promise<Reread> {
  const raw = accountFor(bytes)
  const document = await openPdf(bytes)
  return orDamaged(async () => {
    const shown: string[] = []
    const placed: string[] = []
    for (let i = 1; i <= document.numPages; i++) {
      const page = await document.getPage(i)
      const { width, height, transform } = page.getViewport({ scale: 1 })
      const { items } = await page.getTextContent({ disableNormalization: true })
      const texts = items.filter(item => 'str' in item)
      for (const { str } of texts) shown.push(str)
      const runs = texts.map(item => runOf(item, transform, { width, height }))
      placed.push(...asRead(runs, { width, height }))
    }
    return { shown, placed, raw }
  })
}

const unprovable = (): DocumentRefused => new DocumentRefused('document_unprovable')
