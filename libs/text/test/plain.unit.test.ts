import { expect, test } from 'vitest'
import { isWordIn, plain, plainOfUsual, squeeze } from '../src/plain.ts'

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
  ['semana', 'ana', false],
  ['ana maria', 'ana', true],
  ['semana, ana', 'ana', true],
  ['|ana|', 'ana', true],
  ['ana1', 'ana', false],
])('whether a word of "%s" is "%s": %s', (text, part, is) => {
  expect(isWordIn(text, part)).toBe(is)
})
