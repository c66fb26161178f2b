import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine, type Piece, POLICIES, RedactionFailed, type Reviewed, SPAN_TYPES } from '../src/index.ts'
import { lists, loadNameTagger } from '../src/node.ts'

const engine = createEngine({ lists, tagger: loadNameTagger() })
const identity = { names: ['Yaneth Quillahuaman Osorio'], phones: ['+599 55 0731'] }
const TEXT =
  'Yaneth Quillahuaman llegó con su tía Eulogia Mamani. El encargado se llamaba Óscar Cruz; la radio Amanecer lo contó. Su celular es el +599 55 0731.'
const policy = POLICIES.assistance
const at = (words: string, type: Piece['type'] = 'PERSON'): Piece => {
  const start = TEXT.indexOf(words)
  return { start, end: start + words.length, type }
}
const redact = (reviewed?: Partial<Reviewed>, options = {}) =>
  engine.redact(TEXT, {
    ...{ lang: 'es', identity, policy, reviewed: { kept: [], lifted: [], ...reviewed } },
    ...options,
  })

describe('what a person added', () => {
  test('is masked, and all else stays as it was, letter for letter', () => {
    expect(redact().text).toContain('la radio Amanecer')
    const { text } = redact({ kept: [at('radio Amanecer', 'ORG_SMALL')] })
    expect(text).toContain('la [ORG_SMALL] lo contó')
  })

  test('is masked whatever is found, whatever the policy lets stand', () => {
    const text = 'El 3 de mayo de 2024 salió de la casa.'
    const told = { lang: 'es', policy: POLICIES.proceedings } as const
    expect(engine.redact(text, told).text).toContain('3 de mayo')
    const kept = [{ start: 3, end: 20, type: 'DATE' as const }]
    expect(engine.redact(text, { ...told, reviewed: { kept, lifted: [] } }).text).toBe('El [DATE] salió de la casa.')
  })

  test('covers nothing less than the engine does, wherever it lies', () => {
    const plain = redact()
    const piece = fc.record({
      start: fc.nat(TEXT.length - 1),
      length: fc.integer({ min: 1, max: 30 }),
      type: fc.constantFrom(...SPAN_TYPES),
    })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), pieces => {
        const kept = pieces.map(({ start, length, type }) => ({
          ...{ start, end: Math.min(TEXT.length, start + length), type },
        }))
        const { masks } = redact({ kept })
        const isCovered = (i: number) => masks.some(({ start, end }) => start <= i && i < end)
        for (const { start, end } of [...kept, ...plain.masks])
          for (let i = start; i < end; i++) expect(isCovered(i)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('what a person lifted', () => {
  const found = engine.propose(TEXT, { lang: 'es', identity, policy }).hidden
  const spanOf = (words: string): Piece => {
    const span = found.find(({ start, end }) => TEXT.slice(start, end) === words)
    if (span === undefined) throw new Error(`not masked: ${words}`)
    return { start: span.start, end: span.end, type: span.type }
  }

  test('stays masked where it is the subject’s own', () => {
    for (const words of ['Yaneth Quillahuaman', '+599 55 0731'])
      expect(redact({ lifted: [{ ...spanOf(words), readable: true }] }).text).not.toContain(words)
  })

  test('is shown where exactly that is found, and the policy lets such a name be read', () => {
    const suspect = spanOf('Óscar Cruz')
    expect(redact({ lifted: [{ ...suspect, readable: true }] }).text).toContain('Óscar Cruz')
    expect(redact({ lifted: [{ ...suspect, end: suspect.end - 1, readable: true }] }).text).not.toContain('Óscar')
  })

  test('yields to the second search', () => {
    expect(() => redact({ lifted: [spanOf('Óscar Cruz')] })).toThrow(RedactionFailed)
  })

  test('yields to what was added', () => {
    const lifted = [{ ...spanOf('Óscar Cruz'), readable: true }]
    expect(redact({ lifted, kept: [at('Óscar Cruz')] }).text).not.toContain('Óscar')
  })
})

test('a text that the second search withholds is proposed with its masks', () => {
  const name = 'Yaneth Quillahuaman'
  const lifted = [{ ...at(name), readable: true }]
  const proposed = engine.propose(TEXT, { lang: 'es', identity, policy, reviewed: { kept: [], lifted } })
  expect(proposed.hidden.some(span => TEXT.slice(span.start, span.end) === name)).toBe(true)
})
