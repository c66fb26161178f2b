import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  foldText,
  type Identity,
  LANGUAGES,
  type Language,
  POLICIES,
  type Policy,
  RedactionFailed,
} from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())
const IDENTITY: Identity = {
  names: ['Yaneth Quillahuaman Mamani'],
  aliases: ['Chaskita'],
  documents: ['70731731-4'],
  phones: ['+599 55 0731'],
  emails: ['yaneth.quilla@correo.example'],
}
const NAMES = ['Yaneth', 'Quillahuaman', 'Chaskita', 'Yaneth Quillahuaman']
const LETTERS = ['yaneth', 'quillahuaman', 'chaskita']
const CYRILLIC: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', i: 'і', c: 'с', h: 'һ' }
const FULL_WIDTH = 0xfee0

const disguise = fc.constantFrom<(name: string) => string>(
  name => name,
  name => name.toUpperCase(),
  name => name.toLowerCase(),
  name => [...name].join('\u00ad'),
  name => [...name].join('\u200b'),
  name => [...name].join('\u2060'),
  name => name.normalize('NFD'),
  name => [...name].map(c => `${c}\u0301`).join(''),
  name => [...name].map(c => (c === ' ' ? c : String.fromCharCode(c.charCodeAt(0) + FULL_WIDTH))).join(''),
  name => [...name].map(c => CYRILLIC[c] ?? c).join(''),
  name => [...name].join('-').toUpperCase(),
  name => [...name].join('.'),
  name => [...name].join(' '),
  name => [...name].join(', '),
  name => [...name].join('/'),
  name => [...name].join('\n'),
  name => [...name].join(' - '),
  name => `${name.slice(0, 4)}\n${name.slice(4)}`,
  name => `${name.slice(0, 4)}-\n${name.slice(4)}`,
  name => `${name.slice(0, 3)}-${name.slice(3)}`,
  name => name.toLowerCase().replaceAll(' ', '-'),
  name => `foto_${name.toLowerCase().replaceAll(' ', '_')}_2.jpg`,
  name => `{"nombre":"${name}"}`,
  name => `https://fotos.example/${encodeURIComponent(name.toLowerCase())}?x=1`,
  name => `@${name.toLowerCase().replaceAll(' ', '')}98`,
  name => name.replaceAll('a', '4').replaceAll('i', '1'),
  name => name.replace('ll', 'l'),
  name => `(${name})`,
  name => `«${name}»`,
)
const ordinary = fc.array(fc.constantFrom('la', 'señora', 'vino', 'con', 'su', 'madre', 'de', 'noche', 'a', 'casa'), {
  maxLength: 8,
})
const language = fc.constantFrom<Language>(...LANGUAGES)

/** The released text; nothing at all where the engine refuses. */
function released(text: string, lang: Language, identity = IDENTITY, policy: Policy = POLICIES.assistance): string {
  try {
    return engine.redact(text, { lang, identity, policy }).text
  } catch (error) {
    expect(error).toBeInstanceOf(RedactionFailed)
    return ''
  }
}

const SHARED: Identity = { ...IDENTITY, relatives: ['Wilmer Quillahuaman', 'Chaskita Yaneth'] }
const OF_RELATIVES: Identity = { names: ['Zulma Ortuste'], relatives: ['Yaneth Quillahuaman Mamani', 'Chaskita'] }

/** What the first search alone leaves of a text. */
function left(text: string, lang: Language, identity: Identity): string {
  const spans = engine.analyse(text, { lang, identity })
  return spans.reduceRight((shown, { start, end }) => `${shown.slice(0, start)}|${shown.slice(end)}`, text)
}

/** Fails where one of the names shows in what is left of a text, however it is disguised there. */
const expectHidden = (lead: string, leave: (text: string, lang: Language) => string): void =>
  fc.assert(
    fc.property(ordinary, fc.constantFrom(...NAMES), disguise, ordinary, language, (before, name, as, after, lang) => {
      const text = [...before, `${lead}${as(name)}`, ...after].join(' ')
      const letters = foldText(leave(text, lang)).replace(/[^a-z]/g, '')
      for (const part of LETTERS) expect([text, letters.includes(part)]).toEqual([text, false])
    }),
    { numRuns: 400 },
  )

test('however a name is disguised, it does not come out', () => {
  expectHidden('', released)
})

test.each([
  ['of the person, which relatives share', SHARED],
  ['of a relative', OF_RELATIVES],
])('nor is a name %s left by the first search', (_, identity) => {
  expectHidden('', (text, lang) => left(text, lang, identity))
})

test.each([
  ['of the person', IDENTITY],
  ['of a relative', OF_RELATIVES],
])('nor is a name %s shown as that of a suspect', (_, identity) => {
  expectHidden('la reclutadora, ', (text, lang) => released(text, lang, identity, POLICIES.proceedings))
})

test('however a number is cut, it does not come out', () => {
  const cut = fc.constantFrom('', ' ', '.', '-', '/', ') ', ' - ', '\n')
  const number = fc.constantFrom('70731731', '5990550731', '550731', '59955 0731')
  fc.assert(
    fc.property(
      ordinary,
      number,
      fc.array(cut, { minLength: 10, maxLength: 10 }),
      ordinary,
      (before, digits, cuts, after) => {
        const told = [...digits].map((digit, i) => digit + (i % 3 === 2 ? (cuts[i] ?? '') : '')).join('')
        const text = [...before, told, ...after].join(' ')
        const left = released(text, 'es').replace(/\D/g, '')
        expect([text, left.includes('731731'), left.includes('550731')]).toEqual([text, false, false])
      },
    ),
    { numRuns: 300 },
  )
})

const piece = fc.oneof(
  fc.constantFrom(
    'María López',
    'tel. 555 123 456',
    'el 3 de mayo de 2020',
    '😀',
    'n\u0303',
    '\u00ad',
    ' ',
    '\n',
    'calle Luna 4',
    'DNI 12.345.678',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(' '))

test('spans lie in order, apart, within the text and on whole characters', () => {
  fc.assert(
    fc.property(text, language, (source, lang) => {
      let at = 0
      for (const { start, end } of engine.analyse(source, { lang, identity: IDENTITY })) {
        expect(start).toBeGreaterThanOrEqual(at)
        expect(end).toBeGreaterThan(start)
        expect(source.slice(0, start) + source.slice(end)).toBe(
          (source.slice(0, start) + source.slice(end)).toWellFormed() === source.slice(0, start) + source.slice(end) ||
            !source.isWellFormed()
            ? source.slice(0, start) + source.slice(end)
            : 'half a character',
        )
        at = end
      }
      expect(at).toBeLessThanOrEqual(source.length)
    }),
    // Two finds meet in the fraction, which folds to three characters.
    { numRuns: 300, examples: [['\u1c90\u2500\u01f4\u2ef3\u2155', 'fr']] },
  )
})

test('what lies outside the spans comes out as it was, and the same input gives the same output', () => {
  fc.assert(
    fc.property(text, language, (source, lang) => {
      const options = { lang, identity: IDENTITY, policy: { ...POLICIES.publication } }
      let result: ReturnType<typeof engine.redact>
      try {
        result = engine.redact(source, options)
      } catch (error) {
        expect(error).toBeInstanceOf(RedactionFailed)
        return
      }
      let rebuilt = ''
      let at = 0
      for (const span of result.spans) {
        rebuilt += `${source.slice(at, span.start)}[${span.type}]`
        at = span.end
      }
      expect(result.text).toBe(rebuilt + source.slice(at))
      expect(engine.redact(source, options)).toEqual(result)
    }),
    { numRuns: 300 },
  )
})

const APOSTROPHES = ["'", '’', 'ʼ', 'ꞌ', '‘', '`']

test.each(["K'ab'il", "K'in", "I'x", "No'j", "Ya'al", "N'Da", "Ch'umil"])(
  'a name whose pieces between apostrophes are too short to be looked for is masked with them, %s',
  name => {
    const known = { names: [`${name} Quillahuaman`] }
    for (const sign of APOSTROPHES)
      for (const written of [name, name.toUpperCase(), name.toLowerCase()].map(one => one.replaceAll("'", sign)))
        for (const text of [`A ${written} la vendieron en la frontera.`, `Dice que ${written} salió ayer.`]) {
          expect(shownOrWithheld(text, known)).not.toContain(written)
          expect(engine.leaks(text, { lang: 'es', identity: known })).toBe(true)
        }
  },
)

const inTags = (text: string) => [...text].map(c => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')
const inSelectors = (text: string) =>
  [...Buffer.from(text)].map(b => String.fromCodePoint(b < 16 ? 0xfe00 + b : 0xe0100 + b - 16)).join('')
const inBits = (text: string) =>
  [...Buffer.from(text)].flatMap(b => [...b.toString(2)].map(bit => (bit === '0' ? '\u200b' : '\u200c'))).join('')

/** As Word keeps what is set in a font of symbols. */
const inSymbols = (text: string) => [...text].map(c => String.fromCharCode(0xf000 + c.charCodeAt(0))).join('')

test.each([inTags, inSelectors, inBits, inSymbols])(
  'a text that says something in signs that nobody sees is withheld',
  unseen => {
    for (const said of ['Yaneth', '+502 5512 0731'])
      expect(shownOrWithheld(`Vive con su tía${unseen(said)} en la casa.`)).toBe('')
  },
)

test.each(['YᗩᑎETᕼ', 'ყαɳҽƚԋ', 'YΛNΣTH', 'Y∆neth', 'Y⍺neth', 'ɏⱥɲɇŧħ', 'ʎɐuǝʇɥ', 'cincocincounodoscerosietetresuno'])(
  'what only looks like a name, and a number in words that nothing parts, is masked, or its text withheld: %s',
  word => {
    expect(shownOrWithheld(`De noche, ${word} salió.`)).not.toContain(word)
  },
)

test.each([
  'Glucosa 5 μmol/L, β-hCG positiva, ΔT alta.',
  'Bailaba. 👩🏽\u200d❤️\u200d💋\u200d👨🏿 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  'می\u200cخواهد برود.',
  'Ее там.',
  '\uf0b7 Vive con su tía. \uf0fc',
])('signs of measure, emoji, flags and other scripts are none: %s', text => {
  expect(engine.leaks(text, { lang: 'es', identity: IDENTITY })).toBe(false)
})

/** Nothing where the text is withheld. */
function shownOrWithheld(text: string, identity: Identity = IDENTITY): string {
  try {
    return engine.redact(text, { lang: 'es', policy: POLICIES.assistance, identity }).text
  } catch (error) {
    if (error instanceof RedactionFailed) return ''
    throw error
  }
}
