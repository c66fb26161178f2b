import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPaperNumber, paperNumber, readPaperNumber } from '../src/paper-number.ts'

const random = fc.uint8Array({ minLength: 11, maxLength: 11 })
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

test('what is printed is a number, however it is typed again', () => {
  fc.assert(
    fc.property(random, bytes => {
      const printed = paperNumber(bytes)
      expect(isPaperNumber(printed)).toBe(true)
      expect(readPaperNumber(printed.toLowerCase().replaceAll('-', ' '))).toBe(printed)
      expect(readPaperNumber(printed.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(printed)
    }),
  )
})

test('with one character misread it is none', () => {
  fc.assert(
    fc.property(random, fc.nat(11), fc.constantFrom(...LETTERS), (bytes, place, letter) => {
      const printed = paperNumber(bytes)
      const at = place + Math.floor(place / 4)
      const misread = printed.slice(0, at) + letter + printed.slice(at + 1)
      expect(isPaperNumber(misread)).toBe(misread === printed)
    }),
  )
})

test('two neighbours that changed places are found, but for the first and the last letter of the alphabet', () => {
  fc.assert(
    fc.property(random, fc.nat(10), (bytes, place) => {
      const plain = paperNumber(bytes).replaceAll('-', '')
      const [a = '', b = ''] = plain.slice(place, place + 2)
      const swapped = plain.slice(0, place) + b + a + plain.slice(place + 2)
      const isBlind = a === b || [a, b].sort().join('') === '0Z'
      expect(isPaperNumber(readPaperNumber(swapped))).toBe(isBlind)
    }),
  )
})

test('anything else is none, and comes back as it was typed', () => {
  for (const text of ['', 'Maria', '7K3M-9QXA', '7K3M-9QXA-T2BU', '7K3M9QXAT2BC7']) {
    expect(isPaperNumber(text)).toBe(false)
    expect(readPaperNumber(text)).toBe(text)
  }
})
