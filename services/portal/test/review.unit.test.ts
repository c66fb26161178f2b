import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxBetween, fitsIn } from '../web/pages/review/boxes.ts'
import { piecesOf, placesOf } from '../web/pages/review/pieces.ts'

describe('words that a reviewer masks', () => {
  const text = 'Rosa vio a Rosa, y Rosaura llamó.'

  it('are masked wherever they stand, also inside of others', () => {
    expect(placesOf(text, 'Rosa', [])).toEqual([
      { start: 0, end: 4 },
      { start: 11, end: 15 },
      { start: 19, end: 23 },
    ])
  })
  it('are left alone where something is masked already, by a letter of it too', () => {
    expect(placesOf(text, 'Rosa', [{ start: 3, end: 12 }])).toEqual([{ start: 19, end: 23 }])
  })
  it('stand nowhere when nothing is written', () => {
    expect(placesOf(text, '', [])).toEqual([])
  })
})

describe('a text with its masks marked', () => {
  it('is the text, whatever masks lie in it', () => {
    const masks = fc.array(fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length })))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), masks, (text, found) => {
        const inside = found.map(({ start, end }) => ({
          start: Math.min(start, text.length),
          end: Math.min(end, text.length),
        }))
        const pieces = piecesOf(text, inside)
        expect(pieces.map(piece => piece.text).join('')).toBe(text)
        for (const { start, end } of inside)
          for (let at = start; at < end; at++) expect(pieces.findLast(piece => piece.start <= at)?.masked).toBe(true)
      }),
    )
  })
})

describe('a box on a picture', () => {
  const size = { width: 100, height: 50 }

  it('lies between two corners, whichever was first, and inside the picture', () => {
    const box = { x: '10', y: '5', width: '90', height: '35' }
    expect(boxBetween([10, 5], [140, 40], size)).toEqual(box)
    expect(boxBetween([140, 40], [10, 5], size)).toEqual(box)
  })
  it.each([
    ['', '0', '10', '10'],
    ['0', '-1', '10', '10'],
    ['1.5', '0', '10', '10'],
    ['0', '0', '0', '10'],
    ['95', '0', '10', '10'],
    ['0', '45', '10', '10'],
  ])('is none from %s, %s, of %s by %s', (x, y, width, height) => {
    expect(fitsIn({ id: 1, x, y, width, height, reason: '' }, size)).toBe(false)
  })
  it('may be the whole picture', () => {
    expect(fitsIn({ id: 1, x: '0', y: '0', width: '100', height: '50', reason: '' }, size)).toBe(true)
  })
})
