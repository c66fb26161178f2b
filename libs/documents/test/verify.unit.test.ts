import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { contentSchema } from '../src/content-schema.ts'
import { writeDocx } from '../src/docx/write.ts'
import { redactDocument } from '../src/index.ts'
import { accountFor } from '../src/pdf/reread.ts'
import { writePdf } from '../src/pdf/write.ts'
import type { RunTask } from '../src/sandbox/task.ts'
import { verify } from '../src/verify.ts'
import { DOCX, docx, p, r } from './fixtures/docx.ts'
import { inProcess } from './fixtures/in-process.ts'
import { PDF, plainPdf, show } from './fixtures/pdf.ts'
import { masking } from './fixtures/person.ts'

/** As if what writes had this defect. */
const writing =
  (defect: (made: Uint8Array) => Uint8Array): RunTask =>
  async (name, input) => {
    const answer = await inProcess(name, input)
    if ('bytes' in answer) answer.bytes = Uint8Array.from(defect(answer.bytes))
    return answer
  }
const outcome = async (defect: (made: Uint8Array) => Uint8Array, bytes: Uint8Array, mediaType: string) => {
  const made = await redactDocument(writing(defect))({ bytes, mediaType }, masking)
  return made.outcome === 'refused' ? made.reason : made.outcome
}

const turned = (angle: number, x: number, y: number, text: string): string => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map(one => one.toFixed(4))
  return `BT /F1 12 Tf ${cos} ${sin} -${sin} ${cos} ${x} ${y} Tm (${text}) Tj ET\n`
}

describe('a PDF on whose page a name is read is not released', () => {
  const letters = [...'Yaneth'].map((letter, i) => show(50 + 7 * i, 700, letter))
  test.each([
    ['with another line drawn between its letters', letters.flatMap((one, i) => [one, show(50, 600 - 20 * i, 'hola')])],
    [
      'with every second letter drawn first',
      [...letters.filter((_, i) => i % 2 === 0), ...letters.filter((_, i) => i % 2 === 1)],
    ],
    ['drawn from its end', letters.toReversed()],
    [
      'one below the other, beside other columns',
      letters.flatMap((_, i) => [show(50, 700 - 15 * i, 'Yaneth'[i] ?? ''), show(300, 700 - 15 * i, 'hola')]),
    ],
    [
      'one above the other, from below',
      letters.flatMap((_, i) => [show(50, 600 + 15 * i, 'Yaneth'[i] ?? ''), show(300, 600 + 15 * i, 'hola')]),
    ],
    [
      'broken at the end of a line, beside another column',
      [show(60, 700, 'casa de Quilla-'), show(300, 700, 'uno'), show(50, 685, 'huaman y'), show(300, 685, 'dos')],
    ],
    [
      'each letter turned otherwise, every second drawn first',
      [0, 2, 4, 1, 3, 5].map(i => turned(0.15 * (i % 2), 50 + 8 * i, 700, 'Yaneth'[i] ?? '')),
    ],
    [
      'higher and lower by half, every second drawn first',
      [0, 2, 4, 1, 3, 5].map(i => show(50 + 8 * i, 700 + 6 * (i % 2), 'Yaneth'[i] ?? '')),
    ],
    ['a little up and down', letters.map((_, i) => show(50 + 7 * i, 700 + (i % 2), 'Yaneth'[i] ?? '')).toReversed()],
  ])('%s', async (_, drawn) => {
    expect(await outcome(made => made, plainPdf(drawn.join('')), PDF)).toBe('document_unprovable')
  })

  test('while columns and rows of others are, in whatever order they are drawn', async () => {
    const rows = [show(300, 700, 'dos'), show(50, 700, 'uno'), show(300, 680, 'cuatro'), show(50, 680, 'tres')]
    expect(await outcome(made => made, plainPdf(rows.join('')), PDF)).toBe('rebuilt')
  })
})

describe('a rebuilt PDF is not released', () => {
  const given = plainPdf(show(50, 700, 'Vive con Yaneth Quillahuaman'))
  const text = (change: (file: string) => string) => (made: Uint8Array) =>
    Buffer.from(change(Buffer.from(made).toString('latin1')), 'latin1')

  test('unless it is as it was written', async () => {
    expect(await outcome(made => made, given, PDF)).toBe('rebuilt')
  })

  test.each<[string, (made: Uint8Array) => Uint8Array]>([
    ['with the given one in it', made => Buffer.concat([made, given])],
    ['with a byte behind its end', made => Buffer.concat([made, Buffer.from(' ')])],
    ['with metadata', text(file => file.replace('/Type/Catalog', '/Type/Catalog/Lang(Yaneth)'))],
    ['with a note on its page', text(file => file.replace('/Parent 2 0 R', '/Parent 2 0 R/Annots[9 0 R]'))],
    ['with a comment', text(file => file.replace('2 0 obj\n', '%Yaneth\n2 0 obj\n'))],
    ['with other words', () => writePdf([{ width: 500, height: 800, images: [], lines: [] }])],
    ['that is the given one', () => given],
  ])('%s', async (_, defect) => {
    expect(await outcome(defect, given, PDF)).toBe('document_unprovable')
  })
})

describe('a rebuilt Word document is not released', () => {
  const given = docx(p(r('Vive con Yaneth Quillahuaman')))
  const parts = (change: (all: Record<string, Uint8Array>) => object) => (made: Uint8Array) => {
    const all = unzipSync(made)
    return zipSync({ ...all, ...change(all) })
  }
  const body = (from: string, to: string) =>
    parts(all => ({
      'word/document.xml': strToU8(strFromU8(all['word/document.xml'] ?? new Uint8Array()).replace(from, to)),
    }))

  test('unless it is as it was written', async () => {
    expect(await outcome(made => made, given, DOCX)).toBe('rebuilt')
  })

  test.each<[string, (made: Uint8Array) => Uint8Array]>([
    ['with one part more', parts(() => ({ 'docProps/core.xml': strToU8('<a/>') }))],
    ['with other styles', parts(() => ({ 'word/styles.xml': strToU8('<a/>') }))],
    ['with other numbers', parts(() => ({ 'word/numbering.xml': strToU8('<a>Yaneth</a>') }))],
    ['with an element of another kind', body('<w:body>', '<w:body><w:sectPr/>')],
    ['with an attribute of another kind', body('<w:p>', '<w:p rsidR="00A1">')],
    ['with a namespace more', body('<w:document ', '<w:document xmlns:y="urn:yaneth" ')],
    ['with a comment in its markup', body('<w:body>', '<w:body><!--Quillahuaman-->')],
    ['with other words', () => writeDocx([{ kind: 'paragraph', text: 'Vive' }])],
    ['that is the given one', () => given],
  ])('%s', async (_, defect) => {
    expect(await outcome(defect, given, DOCX)).toBe('document_unprovable')
  })
})

describe('what was taken out is looked for in every byte', () => {
  const content = contentSchema.parse({ kind: 'docx', blocks: [{ kind: 'paragraph', text: '[PERSON]' }] })
  const shown = ['[PERSON]']
  const found = (raw: string, removed: string, structure: string[] = []) => {
    try {
      verify({ shown, placed: [], raw: [raw] }, { content, removed: [removed], leaks: () => false, structure })
      return false
    } catch {
      return true
    }
  }

  test.each([
    ['as it stood', 'xx Huamán'],
    ['in another case', 'xx hUAMÁN'],
    ['in UTF-8', Buffer.from('Huamán').toString('latin1')],
    ['in UTF-8 and capitals', Buffer.from('HUAMÁN').toString('latin1')],
    ['in UTF-16', Buffer.from('Huamán', 'utf16le').toString('latin1')],
    ['in UTF-16, the other way', Buffer.from('Huamán', 'utf16le').swap16().toString('latin1')],
    ['in hexadecimal', Buffer.from('huamán', 'latin1').toString('hex').toUpperCase()],
  ])('%s', (_, raw) => {
    expect(found(raw, 'Huamán')).toBe(true)
  })

  test('but not what every file has, or what stands by chance', () => {
    expect(found('<w:document>', 'Document', ['<w:document>'])).toBe(false)
    expect(found('Ana', 'Ana')).toBe(false)
    expect(found('<w:document>', 'Document')).toBe(true)
  })
})

test('a PDF of thousands of masked lines takes a moment: nobody else is served meanwhile', () => {
  const removed = Array.from({ length: 8_000 }, (_, i) => `ñ${60_000_000 + i * 7_919}x@q.ec`)
  const line = { text: '[EMAIL]', x: 10, size: 5, room: 100, angle: 0, beside: false }
  const lines = removed.map((_, i) => ({ ...line, y: 5 * (i % 80) }))
  const pages = [{ width: 600, height: 800, lines, images: [] }]
  const raw = accountFor(writePdf(pages))
  const expected = { content: { kind: 'pdf', pages } as const, removed, structure: [], leaks: () => false }
  const shown = lines.map(({ text }) => text)
  const began = performance.now()
  expect(() => verify({ shown, placed: [], raw }, expected)).not.toThrow()
  expect(performance.now() - began).toBeLessThan(2_000)
  const left = [...raw, `Tj ${removed.at(-1)?.toUpperCase()} ET`]
  expect(() => verify({ shown, placed: [], raw: left }, expected)).toThrow('document_unprovable')
})
