import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Piece } from '../src/content.ts'
import { type MaskedSpan, type Masking, maskPieces } from '../src/mask.ts'

/** Masks what stands between these offsets of the whole text. */
const at = (...places: [number, number][]): Masking => ({
  mask(text) {
    const spans = places.map(([start, end]): MaskedSpan => ({ start, end, type: 'PERSON', placeholder: '[P]' }))
    let masked = text
    for (const { start, end } of spans.toReversed()) masked = `${masked.slice(0, start)}[P]${masked.slice(end)}`
    return { text: masked, spans }
  },
  leaks: () => false,
})
const pieces = (...texts: string[]): Piece[] => texts.map(text => ({ before: '\n', text }))
const masked = (texts: string[], ...places: [number, number][]) => maskPieces(pieces(...texts), at(...places)).texts

describe('pieces of a document are masked as one text', () => {
  test('a span inside one leaves the others as they are', () => {
    expect(masked(['uno dos', 'tres'], [4, 7])).toEqual(['uno [P]', 'tres'])
  })

  test('a span over two stands in the first, and is gone from the second', () => {
    expect(masked(['uno dos', 'tres cuatro'], [4, 12])).toEqual(['uno [P]', ' cuatro'])
  })

  test('a span over three leaves nothing of the one between', () => {
    expect(masked(['uno', 'dos', 'tres'], [2, 9])).toEqual(['un[P]', '', 'res'])
  })

  test('spans that touch, and one that is only a line break', () => {
    expect(masked(['uno', 'dos'], [0, 3], [3, 4], [4, 7])).toEqual(['[P]', '[P]'])
  })

  test('tells how many of each type, and keeps what was taken out to look for it', () => {
    const { counts, removed } = maskPieces(pieces('uno dos'), at([0, 3], [4, 7]))
    expect([counts, removed]).toEqual([{ PERSON: 2 }, ['uno', 'dos']])
  })

  test('whatever the pieces and the spans, nothing of a span is left and everything else is', () => {
    const letters = fc.stringMatching(/^[a-z]{0,8}$/)
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(70)), (texts, cuts) => {
        const whole = texts.join('\n')
        const edges = [...new Set(cuts.map(cut => cut % (whole.length + 1)))].sort((a, b) => a - b)
        const places = edges.flatMap((from, i): [number, number][] => {
          const to = edges[i + 1]
          return i % 2 === 0 && to !== undefined ? [[from, to]] : []
        })
        const kept = [...whole].filter((_, i) => !places.some(([from, to]) => i >= from && i < to)).join('')
        const result = masked(texts, ...places)
        expect(result).toHaveLength(texts.length)
        expect(result.join('').replaceAll('[P]', '')).toBe(kept.replaceAll('\n', ''))
      }),
    )
  })
})

describe('nothing is masked by half', () => {
  test.each<[string, Masking['mask']]>([
    ['an engine that throws', () => raise()],
    ['spans out of order', () => ({ text: '[P][P]', spans: [span(4, 7), span(0, 4)] })],
    ['spans that reach past the text', () => ({ text: '[P]', spans: [span(0, 99)] })],
    ['a text that is not what its spans say', text => ({ text, spans: [span(0, 3)] })],
  ])('%s is refused, without a word of the text', (_, mask) => {
    const refused = () => maskPieces(pieces('Yaneth'), { mask, leaks: () => false })
    expect(refused).toThrow(/^document_unprovable$/)
  })
})

const span = (start: number, end: number): MaskedSpan => ({ start, end, type: 'PERSON', placeholder: '[P]' })
const raise = () => {
  throw new Error('Yaneth')
}
