import { describe, expect, test } from 'vitest'
import { makeSheet, openSandbox, type SheetBlock } from '../src/index.ts'
import { installed, reason, tell } from './fixtures/tools.ts'

const write = makeSheet(openSandbox())
const make = async (blocks: readonly SheetBlock[]): Promise<Uint8Array> => {
  const made = await write(blocks, 'foot')
  if (made.outcome === 'refused') throw new Error(made.reason)
  return made.bytes
}
const block = (...columns: [string] | [string, string]): SheetBlock => ({ columns, size: 10, above: 4, heads: false })
const textOf = (bytes: Uint8Array) => tell(bytes, 'pdftotext', '-layout', 'FILE', '-')

describe('a document that is written here', () => {
  test.skipIf(!installed('pdftotext'))(`stands in two languages side by side${reason('pdftotext')}`, async () => {
    const bytes = await make([block('Señal de auxilio', 'Sinal de ajuda'), block('Una sola línea')])
    const lines = textOf(bytes).split('\n')
    expect(lines[0]).toMatch(/^\s*Señal de auxilio {3,}Sinal de ajuda$/)
    expect(lines[1]).toMatch(/Una sola línea/)
    expect(textOf(bytes)).toContain('foot')
  })

  test.skipIf(!installed('pdftotext'))(`loses no word, however many pages it takes${reason('pdftotext')}`, async () => {
    const words = Array.from({ length: 4_000 }, (_, i) => `w${i}`)
    const long = 'x'.repeat(400)
    const read = textOf(await make([block(words.join(' ')), block(long, 'short'), block('¿ñ? 漢')]))
    expect(read.match(/\bw\d+\b/g)).toEqual(words)
    expect(read.match(/x/g)?.length).toBe(400)
    expect(read).toContain('¿ñ? ¤')
    const pages = read.match(/foot\s+\d+\/\d+/g) ?? []
    expect(pages.length).toBeGreaterThan(3)
    expect(pages.at(-1)).toMatch(new RegExp(`${pages.length}/${pages.length}$`))
  })

  test('is the same bytes each time, and a heading stays with what it heads', async () => {
    const blocks = [
      ...Array.from({ length: 51 }, (_, i) => block(`line ${i}`)),
      { ...block('HEAD'), heads: true },
      block('below'),
    ]
    const [one, two] = [await make(blocks), await make(blocks)]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
    if (!installed('pdftotext')) return
    const pages = textOf(one).split('\f')
    expect(pages.findIndex(page => page.includes('HEAD'))).toBe(pages.findIndex(page => page.includes('below')))
  })

  test('is refused when it is longer than a document may be', async () => {
    const huge = block(Array.from({ length: 60_000 }, () => 'palabra'.repeat(3)).join(' '))
    expect(await write([huge], 'foot')).toEqual({ outcome: 'refused', reason: 'document_too_large' })
  })
})
