import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, shownOf } from '../src/fold.ts'
import { type Identity, LANGUAGES, type Language, POLICIES, RedactionFailed } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'
import { readingsOf } from '../src/readings.ts'

const engine = loadEngine(() => performance.now())

/** What is on the form, and the word of it that a text holds. */
const PEOPLE: readonly (readonly [form: string, name: string])[] = [
  ['Rosa Elena Ñamendí Calderón', 'Ñamendí'],
  ['Marie Désir', 'Désir'],
  ['Thiago Conceição da Silva', 'Conceição'],
  ['Dayana Peña Soto', 'Peña'],
  ['Wislande Étienne', 'Étienne'],
]

const bytes = (text: string): number[] => [...Buffer.from(text)]
const hex = (number: number, length = 2): string => number.toString(16).padStart(length, '0')
const eachUnit =
  (as: (unit: number) => string, all = false) =>
  (name: string) =>
    name.replace(all ? /[\s\S]/g : /[^ -~]/g, unit => as(unit.charCodeAt(0)))
const NAMES_OF_ACCENTS: Readonly<Record<string, string>> = {
  ...{ '\u0301': 'acute', '\u0303': 'tilde', '\u0327': 'cedil' },
}
const named = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/(\w)([\u0300-\u0327])/g, (_, letter, accent) => `&${letter}${NAMES_OF_ACCENTS[accent]};`)
const url = (name: string): string =>
  bytes(name)
    .map(byte => `%${hex(byte).toUpperCase()}`)
    .join('')

/** How a program may have written a name. */
const FORMS: Readonly<Record<string, (name: string) => string>> = {
  json: eachUnit(unit => `\\u${hex(unit, 4)}`),
  'json in json': eachUnit(unit => `\\\\u${hex(unit, 4)}`),
  'json, each letter': eachUnit(unit => `\\u${hex(unit, 4)}`, true),
  'point in braces': eachUnit(unit => `\\u{${hex(unit)}}`),
  'byte of Latin-1': eachUnit(unit => `\\x${hex(unit)}`),
  'bytes of a program': name =>
    bytes(name)
      .map(byte => `\\x${hex(byte)}`)
      .join(''),
  'number in HTML': eachUnit(unit => `&#${unit};`),
  'number in HTML, each letter': eachUnit(unit => `&#${unit};`, true),
  'hexadecimal in HTML': eachUnit(unit => `&#x${hex(unit)};`),
  'number in HTML, twice': eachUnit(unit => `&amp;#${unit};`),
  'name in HTML': named,
  URL: name => encodeURIComponent(name),
  'URL, each letter': url,
  'URL in a URL': name => encodeURIComponent(encodeURIComponent(name)),
  'URL of Latin-1': eachUnit(unit => `%${hex(unit).toUpperCase()}`),
  mail: name => encodeURIComponent(name).replaceAll('%', '='),
  'wrong encoding': name => new TextDecoder('windows-1252').decode(Buffer.from(name)),
  'a bold beginning': name => `${name.slice(0, 2)}</b>${name.slice(2)}`,
  'a mark within': name => `${name.slice(0, 2)}<span style="color:red">${name.slice(2, -1)}</span>${name.slice(-1)}`,
  'a line break of HTML': name => `${name.slice(0, 2)}<br/>${name.slice(2)}`,
  'a line break of JSON': name => `${name.slice(0, 3)}\\n${name.slice(3)}`,
  backslashes: name => `${name.slice(0, 2)}\\${name.slice(2)}`,
  bars: name => `${name.slice(0, 2)}|${name.slice(2)}`,
}
/** Where it may stand. */
const PLACES: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['{"q":"', '"}'],
  ['<p>', '</p>'],
  ['/buscar?q=', ''],
  ['C:\\Users\\', ''],
  ['carpeta/', '/foto'],
]
const SENTENCES: Readonly<Record<Language, readonly [string, string]>> = {
  es: ['ayer vino la señora ', ' con su madre a la casa.'],
  en: ['yesterday the woman called ', ' came with her mother to the house.'],
  pt: ['ontem a moça ', ' veio com a mãe para a casa.'],
  fr: ['hier la femme ', ' est venue avec sa mère à la maison.'],
}

/** A path holds no escape of a letter by a single backslash. */
const isTold = (form: string, before: string): boolean =>
  !before.includes('\\') || !(FORMS[form]?.('Ñamendí') ?? '').includes('\\') || form === 'json'

function texts(form: string) {
  return PEOPLE.flatMap(([whole, name]) =>
    PLACES.filter(([before]) => isTold(form, before)).flatMap(([before, after]) =>
      LANGUAGES.map(lang => {
        const [opening, closing] = SENTENCES[lang]
        const piece = FORMS[form]?.(name) ?? name
        const start = opening.length + before.length
        const identity: Identity = { names: [whole] }
        return { lang, identity, piece, start, text: opening + before + piece + after + closing }
      }),
    ),
  )
}

/** It looks for short names in whole words only, and takes a bar for a mask. */
const PARTED = new Set(['a line break of HTML', 'a line break of JSON', 'backslashes', 'bars'])

describe.each(Object.keys(FORMS))('a name written as %s', form => {
  test('is masked whole', () => {
    const open = texts(form).filter(({ text, lang, identity, piece, start }) => {
      const spans = engine.analyse(text, { lang, identity })
      return ![...piece].every(
        (sign, i) => !/[\p{L}\p{N}]/u.test(sign) || spans.some(span => span.start <= start + i && start + i < span.end),
      )
    })
    expect(open.map(({ text, lang }) => [lang, text])).toEqual([])
  })
})

test.each(Object.keys(FORMS).filter(form => !PARTED.has(form)))(
  'a name written as %s is seen by the second search alone',
  form => {
    const unseen = texts(form).filter(({ text, lang, identity }) => !engine.leaks(text, { lang, identity }))
    expect(unseen.map(({ text, lang }) => [lang, text])).toEqual([])
  },
)

test.each([
  ['50 %de descuento, 20%30, 100 %', '50 %de descuento, 20%30, 100 %'],
  ['C:\\Users\\nadia\\temp', 'c:\\users\\nadia\\temp'],
  ['\\\\servidor\\nadia', '\\servidor\\nadia'],
  ['"C:\\\\nadia"', '"c:\\nadia"'],
  ['C:\\Mis fotos\\nadia', 'c:\\mis fotos\\nadia'],
  ['nombre:\\nRosa', 'nombre:\nrosa'],
  ['fotos\\nadia\\cédula', 'fotos\\nadia\\cedula'],
  ['señora\\nRosa', 'senora\nrosa'],
  ['a < b & c > d = e', 'a < b & c > d = e'],
  ['NÃO, «IRM\u00c3\u00bb “AMANH\u00c3\u201d', 'nao, «irma» “amanha”'],
  ['Rosa%20Elena', 'rosa%elena'],
  ['Tom &amp; Ana&nbsp;Paz', 'tom & ana paz'],
  ['<a href="Rosa">', '<a href="rosa">'],
  ['\\ud835\\udc00na \\ud835', 'ana '],
])('"%s" reads as "%s"', (text, folded) => {
  expect(fold(text).text).toBe(folded)
})

test('a tag beside a word is no part of it, one within it is', () => {
  const text = 'vino <b>Ana</b> y <i>Pa</i>z'
  const folded = fold(text)
  const piece = (word: string): string => {
    const at = folded.text.indexOf(word)
    return text.slice(folded.from(at), folded.upTo(at + word.length))
  }
  expect([folded.text, piece('ana'), piece('paz')]).toEqual(['vino ana y paz', 'Ana', 'Pa</i>z'])
})

test('an escape is masked whole, and tells how its letter is written', () => {
  const folded = fold('D%C3%89SIR')
  expect([folded.text, folded.from(1), folded.upTo(2), shownOf(folded, 0, 5)]).toEqual(['desir', 1, 7, 'DÉSIR'])
})

test('what no program wrote is read once', () => {
  for (const text of ['Ana & Paz', '100 % de', 'a<b', 'C:\\Windows']) expect(readingsOf(text)).toEqual([text])
})

const fragment = fc.oneof(
  fc.constantFrom(
    ...[
      '%41',
      '%C3%B1',
      '%C3',
      '%25C3%25B1',
      '%',
      '=C3=B1',
      '=',
      '\\u00f1',
      '\\ud83d\\ude00',
      '\\ud83d',
      '\\xf1',
      '\\n',
      '\\\\',
      '\\',
    ],
    ...[
      '&#241;',
      '&ntilde;',
      '&shy;',
      '&#99999999;',
      '&amp;#769;',
      '&',
      '<b>',
      '</b>',
      '<br>',
      '<',
      'Ã±',
      'Ã',
      '€',
      '$',
      '🇦',
      '🇭🇳',
      '🅐',
      '😀',
    ],
    ...['Yaneth', 'mendí', 'a', '\u0301', '\u00ad', ' ', '\n', '"', 'C:\\', '70731731'],
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)
const anything = fc.array(fragment, { maxLength: 16 }).map(fragments => fragments.join(''))

test('whatever escapes say, pieces lie in order in the text, on whole characters', () => {
  fc.assert(
    fc.property(anything, source => {
      const { text, from, upTo } = fold(source)
      const wrong: number[] = []
      for (let at = 0; at < text.length; at++) {
        const [start, end, next] = [from(at), upTo(at + 1), from(at + 1)]
        if (
          !(start >= 0 && start < end && end <= source.length && start <= next && end <= Math.max(next, upTo(at + 2)))
        )
          wrong.push(at)
        if (/[\ud800-\udbff]/.test(source[start - 1] ?? '') && /[\udc00-\udfff]/.test(source[start] ?? ''))
          wrong.push(at)
      }
      expect([source, text, wrong]).toEqual([source, text, []])
    }),
    { numRuns: 1_000 },
  )
})

test('whatever escapes say, what lies outside the spans comes out as it was', () => {
  const identity: Identity = { names: ['Yaneth Ñamendí'], documents: ['70731731'] }
  fc.assert(
    fc.property(anything, fc.constantFrom(...LANGUAGES), (source, lang) => {
      let rebuilt = ''
      let at = 0
      let result: ReturnType<typeof engine.redact>
      try {
        result = engine.redact(source, { lang, identity, policy: { ...POLICIES.publication, places: 'told' } })
      } catch (error) {
        expect(error).toBeInstanceOf(RedactionFailed)
        return
      }
      for (const { start, end, type } of result.spans) {
        expect([source, start >= at, end > start]).toEqual([source, true, true])
        rebuilt += `${source.slice(at, start)}[${type}]`
        at = end
      }
      expect(result.text).toBe(rebuilt + source.slice(at))
    }),
    { numRuns: 300 },
  )
})
