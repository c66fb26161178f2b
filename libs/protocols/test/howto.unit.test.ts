import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadBook, SHIPPED } from '../src/index.ts'

const page = readFileSync(new URL('../../../docs/protocols-howto.md', import.meta.url), 'utf8')
const files = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(([, yaml]) => yaml ?? [])
const [migrates = '', ...whole] = files.toSorted(
  (a, b) => Number(b.startsWith('migrates')) - Number(a.startsWith('migrates')),
)

describe('what docs/protocols-howto.md shows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'howto-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('can be installed as it stands, and gone over to from version 1', () => {
    const second = whole.find(yaml => yaml.startsWith('protocol:'))?.replace('version: 1', 'version: 2') ?? ''
    const written = [...whole, second + migrates]
    for (const [index, yaml] of written.entries()) writeFileSync(join(folder, `${index}.yaml`), yaml)
    const book = loadBook([SHIPPED, folder])
    expect(book.latest('legal-advice')).toMatchObject({ version: 2, migrates: { from: 1 } })
    expect(book.get('legal-advice', 1)).toBeDefined()
    expect(book.form('legal-questions')).toBeDefined()
    expect(book.calendarOf('XD').isWorkingDay('2026-04-03')).toBe(false)
  })
})
