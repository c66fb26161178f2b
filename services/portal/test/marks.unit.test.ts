import { areInOrder } from '@amparo/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marksAfter, withMark } from '../web/form/marks.ts'

const TEXT = 'Vine en camión. Crucé sin papeles. El capataz cobraba.'
const kind = 'irregular_entry_or_stay'
const at = (passage: string, text = TEXT) => {
  const start = text.indexOf(passage)
  return { start, end: start + passage.length, kind }
}
const quoted = (text: string, marks: ReturnType<typeof marksAfter>) =>
  marks.map(({ start, end }) => text.slice(start, end))
const edited = (after: string) => quoted(after, marksAfter([at('Crucé sin papeles.')], TEXT, after))

describe('a marked passage', () => {
  it('stays the same when something is written before or after it', () => {
    expect(edited(`Ayer. ${TEXT}`)).toEqual(['Crucé sin papeles.'])
    expect(edited(`${TEXT} Nada más.`)).toEqual(['Crucé sin papeles.'])
    expect(edited(TEXT.replace(' El', ' Luego el'))).toEqual(['Crucé sin papeles.'])
  })

  it('has what is written inside of it', () => {
    expect(edited(TEXT.replace('sin papeles', 'de noche y sin papeles'))).toEqual(['Crucé de noche y sin papeles.'])
    expect(edited(TEXT.replace('papeles', 'pasaporte'))).toEqual(['Crucé sin pasaporte.'])
  })

  it('has what takes the place of a part of it', () => {
    expect(edited(TEXT.replace('papeles. El capataz', 'visa y él'))).toEqual(['Crucé sin visa y él'])
  })

  it('is gone with its text', () => {
    expect(edited('Vine en camión.  El capataz cobraba.')).toEqual([])
    expect(edited('')).toEqual([])
  })

  it('lies over no other, in order, whatever is marked and written', () => {
    const mark = fc
      .tuple(fc.nat(40), fc.nat(40))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1, kind }))
    fc.assert(
      fc.property(
        fc.array(mark),
        fc.string({ minLength: 41, maxLength: 60 }),
        fc.string(),
        (several, before, after) => {
          const marks = several.reduce(withMark, [] as ReturnType<typeof withMark>)
          expect(areInOrder(marks, before.length)).toBe(true)
          expect(areInOrder(marksAfter(marks, before, after), after.length)).toBe(true)
        },
      ),
    )
  })
})
