import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { needlesOf } from '../src/seed/needles.ts'
import { type Code, sieveOf } from '../src/seed/sieve.ts'
import { bonesOf, sound } from '../src/seed/sound.ts'

const codesOf = (texts: readonly string[]): Code[] => texts.map(text => ({ text, type: 'PERSON', own: true }))
const found = (texts: readonly string[], stream: string): string[] => {
  const places: string[] = []
  const units = Uint16Array.from(stream, sign => sign.charCodeAt(0))
  sieveOf(codesOf(texts)).each(units, units.length, ({ text }, at) => places.push(`${text} ${at}`))
  return places
}

/** What the sieve spares: every place of each code looked for by itself. */
const sought = (texts: readonly string[], stream: string): string[] =>
  texts.flatMap(text => {
    const places: string[] = []
    for (let at = stream.indexOf(text); at >= 0; at = stream.indexOf(text, at + 1)) places.push(`${text} ${at}`)
    return places
  })

describe('the sieve', () => {
  it('finds codes that overlap, at both ends and in letters of any script, code by code', () => {
    expect(found(['anana', 'banan'], 'bananana')).toEqual(['anana 1', 'anana 3', 'banan 0'])
    expect(found(['мария', '\u0100\u0200\u0300\u0400'], 'xмариямария')).toEqual(['мария 1', 'мария 6'])
    expect(found(['abcd'], 'abc')).toEqual([])
  })

  it('finds whatever a search for each code finds, in the same order', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '1', '\u0161', '\u0431'), minLength: 4, maxLength: 6 })
    const stream = fc.string({ unit: fc.constantFrom('a', 'b', '1', '\u0161', '\u0431'), maxLength: 60 })
    fc.assert(
      fc.property(fc.uniqueArray(few, { maxLength: 6 }), stream, (texts, text) => {
        expect(found(texts, text)).toEqual(sought(texts, text))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a name that a relative shares', () => {
  it("is the person's own, as a word and as a run of letters", () => {
    const needles = needlesOf({ names: ['Rosa Quillahuaman'], relatives: ['Wilmer Quillahuaman'] })
    expect(needles.words.get('quillahuaman')?.own).toBe(true)
    expect(needles.words.get('wilmer')?.own).toBe(false)
    const owned: [string, boolean][] = []
    const stream = Uint16Array.from('quiiiahuaman,wiimer', sign => sign.charCodeAt(0))
    needles.strings.each(stream, stream.length, ({ text, own }) => owned.push([text, own]))
    expect(owned).toEqual([
      ['quiiiahuaman', true],
      ['wiimer', false],
    ])
  })
})

describe('the bones of a word', () => {
  it('are the same for words that sound alike, so that none is passed over by them', () => {
    for (const [one, other] of [
      ['quispe', 'kizpe'],
      ['yakera', 'iakera'],
      ['anival', 'hanibal'],
      ['thomas', 'tomas'],
      ['jhoana', 'ioana'],
    ] as const) {
      expect(sound(one)).toBe(sound(other))
      expect(bonesOf(one)).toBe(bonesOf(other))
    }
  })

  it('change with no spelling that is not heard', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcefghikmnopqsuvwxyz'), minLength: 1, maxLength: 5 })
    const bones = new Map<string, number>()
    fc.assert(
      fc.property(letters, word => {
        const heard = sound(word)
        expect(bonesOf(word)).toBe(bones.get(heard) ?? bonesOf(word))
        bones.set(heard, bonesOf(word))
      }),
      { numRuns: 5_000 },
    )
  })
})
