import { describe, expect, it } from 'vitest'
import { readAmparo } from '../../scripts/lib/eval/formats/amparo.ts'
import { readTagged } from '../../scripts/lib/eval/formats/conll.ts'
import { readTab } from '../../scripts/lib/eval/formats/tab.ts'
import { Measures } from '../../scripts/lib/eval/measures.ts'
import { takenOut } from './support/taken-out.ts'

const text = 'Ana Paz vive en paz. Ana calla.'
const document = readAmparo(
  JSON.stringify({
    id: 'x',
    lang: 'es',
    genre: 'note',
    text,
    spans: [
      { start: 0, end: 7, type: 'PERSON', role: 'victim', tier: 'direct' },
      { start: 21, end: 24, type: 'PERSON', role: 'victim', tier: 'direct' },
    ],
    negatives: [{ start: 16, end: 19, kind: 'COMMON_WORD' }],
  }),
)[0]

describe('what is measured', () => {
  it('counts a mention only when all of it is hidden, and an entity only when all its mentions are', () => {
    if (document === undefined) throw new Error('not read')
    const measures = new Measures()
    measures.add(document, [
      { start: 0, end: 7, type: 'PERSON' },
      { start: 21, end: 23, type: 'PERSON' },
    ])
    expect(measures.mentions.get('tier direct')).toMatchObject({ hits: 1, of: 2 })
    expect(measures.entities.get('direct')).toMatchObject({ hits: 0, of: 1 })
  })

  it('counts innocent words that are touched, also as marked negatives', () => {
    if (document === undefined) throw new Error('not read')
    const measures = new Measures()
    measures.add(document, [{ start: 18, end: 24, type: 'PERSON' }])
    expect(measures.innocent.get('all')).toMatchObject({ hits: 1, of: 4 })
    expect(measures.negatives.get('all')).toMatchObject({ hits: 1, of: 1 })
    expect(measures.tokens).toMatchObject({ right: 1, missed: 2, wrong: 1 })
  })

  it('reads offsets that count characters as UTF-16 units', () => {
    const line = {
      id: 'x',
      text: '🙂 Ana',
      entities: [{ start_offset: 2, end_offset: 5, entity_type: 'PERSON', entity_id: 'e', identifier_type: 'DIRECT' }],
    }
    const read = readTab(JSON.stringify(line))[0]
    expect(read?.text.slice(read.spans[0]?.start, read.spans[0]?.end)).toBe('Ana')
  })

  it('joins tagged tokens to running text', () => {
    const read = readTagged('A O\nSra B-PER\n. I-PER\nPaz I-PER\n, O\nhoje O\n', 5)[0]
    expect(read?.text).toBe('A Sra. Paz, hoje\n')
    expect(read?.text.slice(read.ranges[0]?.start, read.ranges[0]?.end)).toBe('Sra. Paz')
  })

  it('sees what another redactor took out', () => {
    expect(takenOut('Ana lives in Lima now', '\uE000 lives in \uE000 now')).toMatchObject([
      { start: 0, end: 3 },
      { start: 13, end: 17 },
    ])
    expect(takenOut('same', 'same')).toEqual([])
    expect(takenOut('call Ana', 'call \uE000')).toMatchObject([{ start: 5, end: 8 }])
  })
})
