import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText } from '../src/domain/text/fold.ts'
import type { KnownIdentity } from '../src/domain/text/known.ts'
import { RedactionFailed, redactText } from '../src/domain/text/redact-text.ts'
import { findKnown } from '../src/domain/text/verify.ts'

const KNOWN: KnownIdentity = {
  names: ['Yaneth Quillahuaman de la Cruz'],
  aliases: ['Chaskita', 'Lu'],
  documents: ['70731731-4'],
  phones: ['+599 55 0731'],
  emails: ['yaneth.quilla@correo.example'],
  addresses: ['Jirón Tupaqmarka 418, Urubambilla'],
  dateOfBirth: '1998-05-17',
  nationalities: ['PE'],
}
const NOBODY: KnownIdentity = {
  ...{ names: [], aliases: [], documents: [], phones: [], emails: [], addresses: [] },
  ...{ dateOfBirth: null, nationalities: [] },
}
const mask = (text: string, lang = 'es', known = KNOWN) => redactText(text, lang, known, { dates: 'month' }).text

describe('what the record knows is masked', () => {
  test.each([
    ['as it is', 'Yaneth Quillahuaman llegó.'],
    ['without accents and case', 'llego yaneth quillahuaman'],
    ['in capitals', 'LLEGÓ YANETH QUILLAHUAMAN'],
    ['cut by a line break', 'Llegó Yaneth Quilla-\nhuaman ayer.'],
    ['with an invisible letter inside', 'Llegó Quilla\u00adhuaman ayer.'],
    ['with accents of another kind', 'Llegó Qui\u0301llahuama\u0301n ayer.'],
    ['spaced out', 'Llegó Quilla huaman ayer.'],
    ['with Cyrillic letters', 'Llegó Yаnеth ayer.'],
    ['full width', 'Llegó Ｙａｎｅｔｈ ayer.'],
    ['misspelt', 'Llegó Quilahuaman ayer con Yanet.'],
    ['as it sounds', 'Llegó Kiyahuaman, digo Quillawaman.'],
    ['as an initial and a surname', 'Firma Y. Quillahuaman.'],
    ['inside another word', 'En su perfil quillahuaman98 escribe.'],
    ['as part of a compound surname', 'La señora de la Cruz firmó.'],
    ['as a short alias', 'Pregunte por Lu en la puerta.'],
  ])('%s', (_, text) => {
    const masked = foldText(mask(text))
    for (const part of ['yaneth', 'quilla', 'huaman', 'kiya', 'cruz']) expect(masked).not.toContain(part)
    expect(masked).not.toMatch(/\blu\b/)
  })

  test.each([
    ['Llame al +599 55 0731.', '0731'],
    ['Llame al (599) 55-0731', '0731'],
    ['Llame al 55.07.31 ahora', '55.07'],
    ['DNI 70 731 731 - 4', '731'],
    ['DNI 7O73l731-4', 'O73'],
    ['Correo: yaneth punto quilla arroba correo punto example', 'quilla'],
    ['nació el 17 de mayo de 1998', '17'],
    ['nació el 17-V-98', '17'],
    ['May 17th is the birthday', '17'],
    ['nació en 1998', '1998'],
    ['vive en jiron tupaqmarka', 'tupaq'],
  ])('%s', (text, gone) => {
    expect(mask(text)).not.toContain(gone)
  })
})

describe('what looks like personal data is masked, whoever it belongs to', () => {
  test.each([
    ['Escriba a ana.gomez (at) mail (dot) example.', 'es', 'gomez'],
    ['Su insta es @ana.gomez_02', 'es', 'gomez'],
    ['Vea https://wa.me/584125550143', 'es', '5841'],
    ['Teléfono once, cincuenta y cinco cincuenta, cero uno cuarenta y tres', 'es', 'cincuenta'],
    ['Seven five eight, triple five, oh one six one.', 'en', 'five'],
    ['Camioneta placa PAL-4471.', 'es', '4471'],
    ['A grey van, registration P 4471.', 'en', '4471'],
    ['CPF 555.001.420-38', 'pt', '555'],
    ['Conta ag. 0142-3, c/c 37700-5', 'pt', '377'],
    ['GPS -12.0464, -77.0428', 'es', '12.04'],
    ['Mora na Rua Aurora Boreal, 142, ap. 33.', 'pt', 'Aurora'],
    ['She lives at 22 Breadfruit Lane.', 'en', 'Breadfruit'],
    ['Un passeport 20RB55142', 'fr', '20RB'],
    ['IP 2001:db8:0:142::37', 'pt', 'db8'],
    ['P<DOMROSARIO<JAQUEZ<<BELKIS<<<<<<<', 'es', 'ROSARIO'],
  ])('%s', (text, lang, gone) => {
    expect(mask(text, lang, NOBODY)).not.toContain(gone)
  })

  test('days are cut to their month, ages to their band', () => {
    expect(mask('Llegó el 14/02/2026 con 31 años.', 'es', NOBODY)).toBe('Llegó el [DATE: 2026-02] con [AGE: 30--38].')
    expect(mask('She came on Feb. 9th, 2026.', 'en', NOBODY)).toBe('She came on [DATE: 2026-02].')
    const withheld = redactText('Llegó el 14/02/2026.', 'es', NOBODY, { dates: 'withheld' })
    expect(withheld.text).toBe('Llegó el [DATE].')
  })

  test('amounts, articles and times stay', () => {
    const text = 'Le descuentan una deuda de USD 1.850,00 conforme al artículo 17, a las 23:40.'
    expect(mask(text, 'es', NOBODY)).toBe(text)
  })
})

describe('a word that is not known to be ordinary is taken for a name', () => {
  test.each([
    ['Con ella estaba Pierre Duval en la casa.', 'es', ['Pierre', 'Duval']],
    ['Patience called her aunt.', 'en', ['Patience']],
    ['Ask for Noble Francis, the fisherman.', 'en', ['Noble', 'Francis']],
    ['A dona, Cida Belmiro, ficou com o celular.', 'pt', ['Cida', 'Belmiro']],
    ['la voisine, mme lumiere, a vu prince hier', 'fr', ['lumiere', 'prince']],
    ['hola sra norma, le dicen gringo a jhon', 'es', ['norma', 'gringo', 'jhon']],
    ['WITNESS PIERRE STONE SAYS SAME. MR. ST. CYR CAME.', 'en', ['PIERRE', 'STONE', 'CYR']],
    ['O VIZINHO CLARO DA SILVA VEIO.', 'pt', ['CLARO', 'SILVA']],
    ['Ms. April works here; since April she has no day off.', 'en', ['Ms. April']],
  ])('%s', (text, lang, gone) => {
    const masked = mask(text, lang, NOBODY)
    for (const name of gone) expect(masked).not.toContain(name)
  })

  test('institutions and months stay', () => {
    const masked = mask('Se informa a la Policía Nacional y a la Fiscalía General en abril.', 'es', NOBODY)
    expect(masked).toBe('Se informa a la Policía Nacional y a la Fiscalía General en abril.')
  })
})

describe('redaction fails closed', () => {
  test('for a language without a vocabulary', () => {
    expect(() => mask('Yaneth', 'qu')).toThrow(RedactionFailed)
  })

  test('with an error that holds nothing of the text', () => {
    const broken = { ...KNOWN, names: [undefined as unknown as string] }
    expect(() => mask('Yaneth vino', 'es', broken)).toThrow(new RedactionFailed())
  })

  test('because a second search finds what a first one would have missed', () => {
    for (const text of [
      'vino Yaneth',
      'vino quilla-\nhuaman',
      'tel 599 55.07.31',
      'DNI 70.731.731.4',
      'nacida 17.05.1998',
    ])
      expect([text, findKnown(text, KNOWN)]).toEqual([text, true])
    expect(findKnown('vino [PERSON] el [DATE: 2026-02]', KNOWN)).toBe(false)
  })
})

test('however a name is disguised among ordinary words, it does not come out', () => {
  const disguise = fc.constantFrom<(name: string) => string>(
    name => name,
    name => name.toUpperCase(),
    name => name.toLowerCase(),
    name => [...name].join('\u00ad'),
    name => name.normalize('NFD'),
    name => `${name.slice(0, 4)}\n${name.slice(4)}`,
    name => `${name.slice(0, 3)}-${name.slice(3)}`,
    name => name.replace('ll', 'l'),
    name => `${name}s`,
    name => `(${name})`,
  )
  const name = fc.constantFrom('Yaneth', 'Quillahuaman', 'Chaskita', 'Yaneth Quillahuaman')
  const ordinary = fc.array(fc.constantFrom('la', 'señora', 'vino', 'con', 'su', 'madre', 'de', 'noche', 'a', 'casa'), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(ordinary, name, disguise, ordinary, (before, who, as, after) => {
      const masked = foldText(mask([...before, as(who), ...after].join(' ')))
      const letters = masked.replace(/[^a-z]/g, '')
      for (const part of ['yaneth', 'quilahuaman', 'quillahuaman', 'chaskita']) expect(letters).not.toContain(part)
    }),
  )
})

test('spans say what was masked, in offsets of the original', () => {
  const text = 'Vino con Yaneth a la casa.'
  const { spans } = redactText(text, 'es', KNOWN, { dates: 'month' })
  expect(spans.map(({ start, end, type }) => [text.slice(start, end), type])).toEqual([['Yaneth', 'PERSON']])
})

test.each(['a', '1', 'a@', 'A<', 'a.', '1 ', 'calle a ', 'a punto ', 'AB 12 ', '+1(', 'mayo uno ', "d'", '_', ' '])(
  'a hostile text of "%s" again and again does not hold the vault up',
  piece => {
    const text = piece.repeat(Math.floor(60_000 / piece.length))
    const before = performance.now()
    mask(text)
    expect(performance.now() - before).toBeLessThan(2_000)
  },
)
