import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatBundle, merkleLeaf, parseLeafRecord } from '@amparo/crypto/tlog'
import { expect, test } from 'vitest'
import { formatLeafRecord } from '../../services/audit/src/domain/leaf-record.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/access-log.md'), 'utf8')
/** The first word of each line of a block. */
const blocks = [...page.matchAll(/```\n([\s\S]*?)```/g)].map(([, text = '']) => text.replaceAll(/[ \t].*$/gm, ''))
const of = (text: string) => hash('sha256', text, 'buffer')

test('The example of the published format is what the service writes, byte by byte', () => {
  const record = {
    source: 'redaction',
    sequence: 7,
    takenAt: Date.UTC(2027, 0, 15, 8) / 1_000,
    actor: { commitment: of('actor'), sealedHash: of('actor sealed') },
    subject: { commitment: of('subject'), sealedHash: of('subject sealed') },
  }
  const leaf = formatLeafRecord(record)
  const [example = '', leafHash = '', own = ''] = blocks.map(text => text.replaceAll('\n', ''))
  expect(Buffer.from(leaf).toString('hex')).toBe(example)
  expect(page).toContain(`these ${leaf.length} bytes`)
  expect(page).toContain(`\`${formatBundle([leaf]).toString('hex', 0, 2)}\``)
  expect(merkleLeaf(leaf).toString('hex')).toBe(leafHash)
  expect(parseLeafRecord(leaf)).toMatchObject({ source: 'redaction', sequence: 7 })

  const logNumber = { epoch: Date.UTC(2027, 0, 1), number: 5 }
  const numbered = Buffer.from(formatLeafRecord({ ...record, logNumber }))
  expect(numbered.toString('hex')).toBe(`03${example.slice(2, 2 * 27)}${own}${example.slice(2 * 27)}`)
  expect(parseLeafRecord(numbered)).toMatchObject({ source: 'redaction', sequence: 7, logNumber })
})
