import { expect, test } from 'vitest'
import { capitalsFrom, closedUp, plain, plainOfUsual, squeeze, wordAt } from '../src/plain.ts'

/** A sign that needs more than its own unit: a text that holds it is read the careful way. */
const ODD = '\u{1d7d9}'

test('a text of usual signs reads the same the quick way and the careful one, whichever signs it holds', () => {
  const differing: string[] = []
  for (let unit = 0; unit < 0x2100; unit++) {
    const text = `Ñandú ${String.fromCharCode(unit)}b`
    if (plain(text + ODD) !== `${plain(text)}1` || squeeze(text + ODD) !== `${squeeze(text)}1`)
      differing.push(unit.toString(16))
  }
  expect(differing).toEqual([])
})

test('quotes, dashes and accents are usual; what folds to several letters, and letters of other scripts, are not', () => {
  expect(plainOfUsual('«¿Qué?» — “Éloïse”')).toBe('«¿que?» — “eloise”')
  for (const text of ['Straße', 'Ελένη', 'ﬁn', '😀']) expect(plainOfUsual(text)).toBeUndefined()
})

test.each([
  ['semana', 'ana', -1],
  ['ana maria', 'ana', 0],
  ['semana, ana', 'ana', 8],
  ['|ana|', 'ana', 1],
  ['ana1', 'ana', -1],
])('where a word of "%s" is "%s": %i', (text, part, at) => {
  expect(wordAt(text, part)).toBe(at)
})

test.each([
  ['vino Ana Paz', 5],
  ['vino Ana y Paz', -1],
  ['Ana vino', -1],
  ['\u{1d400}na Paz', 0],
])('where two capitals may open two words of "%s": %i', (text, at) => {
  expect(capitalsFrom(text, 0)).toBe(at)
})

test('nothing that parts the figures of a number is left, also beside an unusual sign', () => {
  for (const text of ['+51 (900) 000-142', '51/900.000 142'])
    expect([closedUp(text), closedUp(`${text}${ODD}`)]).toEqual(['51900000142', `51900000142${ODD}`])
})
