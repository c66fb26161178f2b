import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type Masking, redactDocument } from '../src/index.ts'
import { readPdf } from '../src/pdf/read.ts'
import { accountFor } from '../src/pdf/reread.ts'
import { DOCX, docx, hostileDocx, p, r } from './fixtures/docx.ts'
import { JPEG } from './fixtures/image.ts'
import { inProcess } from './fixtures/in-process.ts'
import { glyphsPdf, hostilePdf, numberedPdf, PDF, plainPdf, show, signsPdf, TO_UNICODE } from './fixtures/pdf.ts'
import { holdsName, masking } from './fixtures/person.ts'

const redact = (bytes: Uint8Array, mediaType: string, by: Masking = masking) =>
  redactDocument(inProcess)({ bytes, mediaType }, by)
const text = (content: string) => new TextEncoder().encode(content)
const refusal = async (bytes: Uint8Array, mediaType: string, by?: Masking) => {
  const redacted = await redact(bytes, mediaType, by)
  return redacted.outcome === 'refused' ? redacted.reason : redacted.outcome
}
const rebuilt = async (bytes: Uint8Array, mediaType: string) => {
  const redacted = await redact(bytes, mediaType)
  if (redacted.outcome !== 'rebuilt') throw new Error(JSON.stringify(redacted))
  return redacted
}
const partsOf = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))
const wordsOf = async (bytes: Uint8Array) => {
  const { content } = await readPdf(bytes)
  return content.kind === 'pdf' ? content.pages.map(({ lines }) => lines.map(line => line.text)) : []
}

describe('a Word document', () => {
  test('with a name in every place that somebody forgets comes out without it', async () => {
    const { bytes, report } = await rebuilt(hostileDocx(), DOCX)
    const parts = partsOf(bytes)
    expect(Object.entries(parts).filter(entry => holdsName(entry.join()))).toEqual([])
    expect(holdsName(Buffer.from(bytes).toString('latin1'))).toBe(false)
    expect(Object.keys(parts).filter(name => !/^(?:\[Content_Types\]\.xml|_rels\/|word\/)/.test(name))).toEqual([])
    expect(report).toMatchObject({
      masked: { PERSON: 8 },
      removed: { deletions: 3, hidden: 1, comments: 1, images: 2 },
    })
    expect(holdsName(JSON.stringify(report))).toBe(false)
  })

  test('keeps its headings, lists and tables, what was inserted, boxes and notes', async () => {
    const { bytes } = await rebuilt(hostileDocx(), DOCX)
    const body = partsOf(bytes)['word/document.xml'] ?? ''
    const words = body
      .replace(/<w:br\/>/g, '/')
      .replace(/<\/w:p>/g, '|')
      .replace(/<[^>]*>/g, '')
      .replace(/^.*?\n/, '')
    expect(words).toBe(
      'Caso [PERSON]|Informe|La señora [PERSON] pidió ayuda.|Queda esto.|Añadido por [PERSON].|Visible.|enlace|*|uno|dos|' +
        'Nombre|[PERSON]/[PERSON]|En el recuadro: [PERSON]|[IMAGE]|[IMAGE]|Nota: hermana de [PERSON]|[PERSON], pie|',
    )
    expect(body).toContain('<w:pStyle w:val="Heading1"/>')
    expect(body.match(/<w:numId/g)).toHaveLength(2)
    expect(body.match(/<w:tc>/g)).toHaveLength(2)
  })

  test('is the same each time, and the given one stays as it was', async () => {
    const given = hostileDocx()
    const before = Buffer.from(given).toString('hex')
    const [one, other] = [await rebuilt(given, DOCX), await rebuilt(given, DOCX)]
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true)
    expect(Buffer.from(given).toString('hex')).toBe(before)
  })

  test('with a name down a column of a table, of which no row tells it, is refused', async () => {
    const cell = (said: string) => `<w:tc>${p(r(said))}</w:tc>`
    const table = (...rows: string[][]) =>
      `<w:tbl>${rows.map(row => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`
    const told = [...'Yaneth'].map((letter, i) => [`${i}`, letter, 'dato'])
    expect(await refusal(docx(table(...told)), DOCX)).toBe('document_unprovable')
    expect(await refusal(docx(table(['Quilla', 'vino'], ['huaman', 'ayer'])), DOCX)).toBe('document_unprovable')
    expect(await refusal(docx(table(['uno', 'vino'], ['dos', 'Yaneth'])), DOCX)).toBe('rebuilt')
  })

  test('shows where a letter of a font of symbols is, and not which', async () => {
    const symbols = [...'Yaneth'].map(letter => String.fromCharCode(0xf000 + letter.charCodeAt(0))).join('')
    const { bytes } = await rebuilt(docx(p(`${r(`Vive con ${symbols}.`)}<w:r><w:sym w:char="F059"/></w:r>`)), DOCX)
    expect(partsOf(bytes)['word/document.xml']).toContain('>Vive con ¤¤¤¤¤¤.¤<')
  })

  test('whose words are markup stays words', async () => {
    const { bytes } = await rebuilt(docx(p(r('&lt;w:t&gt;a &amp;amp; b&lt;/w:t&gt; "c"'))), DOCX)
    expect(partsOf(bytes)['word/document.xml']).toContain('&#60;w:t&#62;a &#38;amp; b&#60;/w:t&#62; &#34;c&#34;')
  })

  test.each<[string, Uint8Array, string]>([
    [
      'that unpacks to more than it may',
      docx('', { 'word/header1.xml': new Uint8Array(40_000_000) }),
      'document_too_large',
    ],
    ['of elements without end', docx('<w:sdt>'.repeat(300) + '</w:sdt>'.repeat(300)), 'document_too_large'],
    ['of more parts than it may have', docx('', manyParts()), 'document_too_large'],
    [
      'with a document type, where entities grow',
      docx('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "Yaneth">]><a>&b;</a>' }),
      'document_damaged',
    ],
    ['that is not well-formed', docx('<w:p>'), 'document_damaged'],
    ['without a body', docx('', { 'word/document.xml': '' }), 'document_damaged'],
    ['cut off', hostileDocx().subarray(0, 900), 'document_damaged'],
    ['that is encrypted', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), 'document_encrypted'],
    ['that is a PDF', hostilePdf(), 'document_type_mismatch'],
  ])('%s is refused', async (_, bytes, reason) => {
    expect(await refusal(bytes, DOCX)).toBe(reason)
  })
})

describe('wherever in the markup a name stands', () => {
  const names = [
    'p',
    'r',
    't',
    'tbl',
    'tr',
    'tc',
    'del',
    'ins',
    'delText',
    'instrText',
    'sdt',
    'sdtContent',
    'hyperlink',
  ]
  const more = ['drawing', 'txbxContent', 'pict', 'object', 'smartTag', 'rPr', 'pPr', 'tab', 'sectPr', 'fldSimple', 'x']
  const tree = fc.letrec<{ node: string }>(tie => ({
    node: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      fc.constantFrom('Yaneth', 'texto', 'Quilla', 'huaman', '<!--Yaneth-->', '<?a Yaneth?>', '<![CDATA[Yaneth]]>'),
      fc
        .tuple(fc.constantFrom(...names, ...more), fc.boolean(), fc.array(tie('node'), { maxLength: 5 }))
        .map(([name, told, inside]) => `<w:${name}${told ? ' w:val="Yaneth"' : ''}>${inside.join('')}</w:${name}>`),
    ),
  })).node

  test('it does not come out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { maxLength: 6 }), async nodes => {
        const { bytes } = await rebuilt(docx(nodes.join('')), DOCX)
        const words = Object.values(partsOf(bytes)).map(part => part.replace(/<[^>]*>/g, ''))
        expect([holdsName(Object.values(partsOf(bytes)).join()), holdsName(words.join())]).toEqual([false, false])
      }),
      { numRuns: 200 },
    )
  })
})

describe('a PDF', () => {
  test('with a name in every place that somebody forgets comes out without it', async () => {
    const { bytes, report } = await rebuilt(hostilePdf(), PDF)
    const pages = await wordsOf(bytes)
    expect(pages.map(lines => lines.join('|'))).toEqual([
      '[IMAGE]|La señora [PERSON]|[PERSON] pidió ayuda en [PERSON]|o cerca. Columna|lejos|[PERSON]|Invisible [PERSON]|' +
        'Blanco [PERSON]|Bajo la caja [PERSON]|De lado [PERSON]|[PERSON], campo',
    ])
    expect(report).toEqual({ masked: { PERSON: 9 }, removed: { attachments: 1, images: 1, annotations: 1 } })
    expect(holdsName(Buffer.from(bytes).toString('latin1'))).toBe(false)
  })

  test('keeps its pages, and its lines and columns where they were', async () => {
    const given = plainPdf(show(50, 700, 'uno') + show(400, 700, 'dos'), show(72, 100, 'tres', 9))
    const { bytes } = await rebuilt(given, PDF)
    const [before, after] = [await readPdf(given), await readPdf(bytes)]
    expect(after.content).toEqual(before.content)
  })

  test('writes what is longer smaller, so that it does not reach into the next column', async () => {
    const { bytes } = await rebuilt(plainPdf(show(50, 700, 'Yaneth') + show(110, 700, 'al lado')), PDF)
    const sizes = accountFor(bytes).flatMap(raw => [...raw.matchAll(/BT \/F ([\d.]+) Tf 1 0 0 1 ([\d.]+)/g)])
    const [masked, beside] = sizes.map(([, size, x]) => ({ size: Number(size), x }))
    expect([masked?.x, beside?.x, beside?.size]).toEqual(['50', '110', 12])
    // Eight letters in the room of six.
    expect(masked?.size).toBeGreaterThan(8)
    expect(masked?.size).toBeLessThan(12)
  })

  test('shows where a letter is that cannot be written', async () => {
    const placeholder = 'жена'
    const mask = () => ({ text: placeholder, spans: [{ start: 0, end: 4, type: 'X', placeholder }] })
    const redacted = await redact(plainPdf(show(50, 700, 'abcd')), PDF, { ...masking, mask })
    expect(redacted.outcome === 'rebuilt' && (await wordsOf(redacted.bytes))).toEqual([['¤¤¤¤']])
  })

  const drawnTwice = (pieces: readonly string[], [dx, dy]: readonly [number, number], width: number) =>
    plainPdf(
      pieces.map((piece, i) => show(50 + width * i, 700, piece) + show(50 + width * i + dx, 700 + dy, piece)).join(''),
    )

  test.each([
    ['bold', [0.4, 0]],
    ['a shadow', [0.8, -0.8]],
  ] as const)('of which a piece is drawn twice for %s is read once', async (_, by) => {
    const { bytes } = await rebuilt(drawnTwice(['Llega Yaneth', 'con su madre'], by, 200), PDF)
    expect(await wordsOf(bytes)).toEqual([['Llega [PERSON]', 'con su madre']])
  })

  test.each([
    ['bold', [0.4, 0]],
    ['a shadow', [0.8, -0.8]],
  ] as const)('of which each letter is drawn twice for %s is refused', async (_, by) => {
    expect(await refusal(drawnTwice([...'Yaneth'], by, 7), PDF)).toBe('document_unprovable')
  })

  test('whose fonts do not say which letters they draw is refused: it would come out in a cipher, unmasked', async () => {
    const told = 'se llama Yaneth y vive en Urubambilla'
    expect(await refusal(glyphsPdf(told), PDF)).toBe('document_unprovable')
    expect(await refusal(numberedPdf(told), PDF)).toBe('document_unprovable')
    expect(await refusal(glyphsPdf(told, TO_UNICODE.replace('<00e2>', '<0053>')), PDF)).toBe('document_unprovable')
    const { bytes } = await rebuilt(glyphsPdf(told, TO_UNICODE), PDF)
    expect(await wordsOf(bytes)).toEqual([['se llama [PERSON] y vive en [PERSON]']])
  })

  test('whose font of signs alone says which of them a code draws is refused, but for a few bullets', async () => {
    const shifted = [...'Yaneth vive en Cusco'].map(letter => String.fromCharCode(letter.charCodeAt(0) - 1)).join('')
    expect(await refusal(signsPdf(shifted), PDF)).toBe('document_unprovable')
    expect(await refusal(signsPdf(shifted, '/Encoding<</Differences[1/a]>>'), PDF)).toBe('document_unprovable')
    const { bytes } = await rebuilt(signsPdf(shifted, '/ToUnicode 9 0 R'), PDF)
    expect(await wordsOf(bytes)).toEqual([['[PERSON] vive en Cusco']])
    for (const [told, said] of [
      ['l n q', ''],
      ['vive en Cusco', '/Encoding/WinAnsiEncoding'],
    ] as const)
      expect(await wordsOf((await rebuilt(signsPdf(told, said), PDF)).bytes)).toEqual([[told]])
  })

  test('with letters of an unknown kind that are no letters of its words is read', async () => {
    const { bytes } = await rebuilt(glyphsPdf(String.fromCharCode(30)), PDF)
    expect(await wordsOf(bytes)).toEqual([[]])
  })

  test.each<[string, Uint8Array, string]>([
    ['of more pages than it may have', plainPdf(...Array.from({ length: 201 }, () => '')), 'document_too_large'],
    ['of more letters than can be masked', plainPdf(manyLetters()), 'document_too_large'],
    ['without an end', hostilePdf().subarray(0, 400), 'document_damaged'],
    ['that is only a name', text('%PDF-1.7 Yaneth'), 'document_damaged'],
    ['that begins as something else', text('GIF89a %PDF-1.7'), 'document_type_mismatch'],
  ])('%s is refused', async (_, bytes, reason) => {
    expect(await refusal(bytes, PDF)).toBe(reason)
  })
})

describe('a text', () => {
  test('is masked', async () => {
    const redacted = await redact(text('Vive con Yaneth.\n'), 'text/plain')
    expect(redacted).toEqual({
      ...{ outcome: 'text', text: 'Vive con [PERSON].\n', report: { masked: { PERSON: 1 }, removed: {} } },
    })
  })

  test('is masked as well in UTF-16, as some editors call it Unicode', async () => {
    const little = Buffer.from('\ufeffVive con Yaneth en Ñuñoa.', 'utf16le')
    for (const bytes of [little, Buffer.from(little).swap16()])
      expect(await redact(Uint8Array.from(bytes), 'text/plain')).toMatchObject({ text: 'Vive con [PERSON] en Ñuñoa.' })
  })

  test.each<[string, Uint8Array, string]>([
    ['in another encoding', new Uint8Array([0x53, 0xf1]), 'document_type_mismatch'],
    ['in UTF-16 that does not say so', new Uint8Array(Buffer.from('Yaneth', 'utf16le')), 'document_type_mismatch'],
    ['in half of UTF-16', new Uint8Array([0xff, 0xfe, 0x59]), 'document_type_mismatch'],
    ['in UTF-32', new Uint8Array([0xff, 0xfe, 0, 0, 0x59, 0, 0, 0]), 'document_type_mismatch'],
    ['with control characters', text('a\0b'), 'document_type_mismatch'],
    ['that is a PDF', hostilePdf(), 'document_type_mismatch'],
  ])('%s is refused', async (_, bytes, reason) => {
    expect(await refusal(bytes, 'text/plain')).toBe(reason)
  })
})

describe('nothing is released', () => {
  const kinds: [string, Uint8Array, string][] = [
    ['a text', text('Yaneth'), 'text/plain'],
    ['a Word document', docx(p(r('Yaneth'))), DOCX],
    ['a PDF', plainPdf(show(50, 700, 'Yaneth')), PDF],
  ]
  test.each(kinds)(
    'of %s when the masking fails, or misses what the second search finds',
    async (_, bytes, mediaType) => {
      const failing = () => {
        throw new Error('Yaneth')
      }
      const blind = { ...masking, mask: (given: string) => ({ text: given, spans: [] }) }
      const broken = { ...masking, leaks: failing }
      for (const by of [{ ...masking, mask: failing }, blind, broken])
        expect(await refusal(bytes, mediaType, by)).toBe('document_unprovable')
    },
  )

  test('of a picture, before a person has looked at it, or of a kind that nothing here reads', async () => {
    expect(await refusal(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), JPEG)).toBe('needs_review')
    expect(await refusal(text('a'), 'video/mp4')).toBe('not_yet_redactable')
  })
})

describe('whatever is broken in a file', () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 })
  test.each<[string, Uint8Array, string, number]>([
    ['a Word document', hostileDocx(), DOCX, 150],
    ['a PDF', hostilePdf(), PDF, 150],
  ])('%s is refused or comes out without the name, and nothing is thrown', async (_, given, mediaType, numRuns) => {
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(20), async (edits, cut) => {
        const bytes = Uint8Array.from(cut === 0 ? given.subarray(0, (edits[0]?.[0] ?? 0) % given.length) : given)
        for (const [where, byte] of edits) bytes[where % bytes.length] = byte
        const redacted = await redact(bytes, mediaType)
        if (redacted.outcome === 'refused') return
        if (redacted.outcome === 'text') throw new Error('another kind')
        const words = mediaType === PDF ? await wordsOf(redacted.bytes) : Object.values(partsOf(redacted.bytes))
        expect(holdsName(JSON.stringify(words))).toBe(false)
      }),
      { numRuns },
    )
  })
})

function manyParts(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`word/x${i}.xml`, '']))
}

function manyLetters(): string {
  return Array.from({ length: 250 }, (_, i) => show(50, 800 - 3 * i, 'palabra '.repeat(150), 1)).join('')
}
