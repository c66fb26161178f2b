import { describe, expect, it } from 'vitest'
import { ones } from '../src/bits.ts'
import { createEngine } from '../src/engine.ts'
import { judgeOf } from '../src/judge/judge.ts'
import { KINDS } from '../src/judge/labels.ts'
import { NO_ROW } from '../src/judge/places.ts'
import { readWeights } from '../src/judge/weights.ts'
import { lists, loadNameTagger } from '../src/node.ts'
import { SPAN_TYPES } from '../src/types.ts'

const tagger = loadNameTagger()
const weights = readWeights()
const inFavour = (logits: number) =>
  judgeOf(weights, {
    PERSON: [logits, 0],
    PLACE: [logits, 0],
    ORG: [logits, 0],
    ADDRESS: [logits, 0],
    DATE: [logits, 0],
    AGE: [logits, 0],
    TRAIT: [logits, 0],
    NUMBER: [logits, 0],
  })
const engineWith = (logits: number) => createEngine({ tagger, judge: inFavour(logits), lists })
const NOTE =
  'La señora Yolanda Mamani, de 24 años, boliviana, vive en el caserío Pampa Seca. El encargado, Wilmer Tito, le escribió a yola@correo.example y al +591 555 0142.'
const found = (logits: number, identity?: { names: string[] }) =>
  engineWith(logits)
    .analyse(NOTE, { lang: 'es', ...(identity === undefined ? {} : { identity }) })
    .map(span => NOTE.slice(span.start, span.end))

describe('the judge', () => {
  it('never lifts what the record says, what reaches a person through the net, or a long number', () => {
    const least = found(-100, { names: ['Yolanda Mamani'] })
    expect(least.join(' ')).toContain('Yolanda Mamani')
    expect(least).toContain('yola@correo.example')
    expect(least.some(piece => piece.includes('0142'))).toBe(true)
  })

  it('lifts every other claim when nothing speaks for it', () => {
    expect(found(-100).some(piece => piece.includes('Wilmer'))).toBe(false)
  })

  it('masks names, ages, peoples and small places as it is shipped', () => {
    const text = createEngine({ tagger, judge: inFavour(2), lists })
      .analyse(NOTE, { lang: 'es' })
      .map(span => NOTE.slice(span.start, span.end))
      .join(' | ')
    for (const telling of ['Yolanda Mamani', '24', 'boliviana', 'Pampa Seca', 'Wilmer Tito'])
      expect(text).toContain(telling)
  })

  it('masks more the more a kind is favoured', () => {
    const hidden = (logits: number) => found(logits).join('').length
    expect(hidden(8)).toBeGreaterThan(hidden(2))
    expect(hidden(2)).toBeGreaterThan(hidden(-100))
  })

  it('says the same each time, however long the text before was', () => {
    const engine = engineWith(2)
    const first = engine.analyse(NOTE, { lang: 'es' })
    engine.analyse('Nombre: María Condori. '.repeat(5000), { lang: 'es' })
    expect(engine.analyse(NOTE, { lang: 'es' })).toEqual(first)
  })

  it('reads as many weights as it has features', () => {
    const features = weights.places.slots.filter(slot => slot !== NO_ROW).length
    expect(weights.rows.length * 4).toBe(features * 2 * KINDS.length)
  })

  it('counts bits', () => {
    expect([0, 1, -1, 0b1011, -(2 ** 31)].map(ones)).toEqual([0, 1, 32, 3, 1])
  })
})

it('knows kinds by their place in the list, in which a new one comes last', () => {
  const learnt =
    'DATE_BIRTH EMAIL URL GEO IP BANK PLATE PHONE DOC_ID HANDLE KINSHIP_RARE OCCUPATION_RARE ADDRESS PERSON ALIAS DATE AGE ORG_SMALL PLACE_SMALL NATIONALITY'
  expect(SPAN_TYPES.join(' ').startsWith(learnt)).toBe(true)
})
