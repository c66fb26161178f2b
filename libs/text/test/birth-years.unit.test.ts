import { describe, expect, test } from 'vitest'
import type { Language } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())

const bornIn = (text: string, lang: Language, dateOfBirth: string): string =>
  engine
    .analyse(text, { lang, identity: { names: ['Zulma Ortuste'], dateOfBirth } })
    .filter(({ type, own }) => type === 'DATE_BIRTH' && own === true)
    .map(({ start, end }) => text.slice(start, end))
    .join('|')

describe('the year of birth in two figures or in words', () => {
  test.each([
    ['es', '2003-11-07', 'Es nacida en el 03 en La Paz.', '03'],
    ['es', '2003-11-07', 'Nació en noviembre del 03 según su cédula.', '03'],
    ['es', '2003-11-07', 'Fecha de nac. Nov-03, dice la ficha.', '03'],
    ['es', '2003-11-07', 'Dijo que es del 03, y no mostró papel.', '03'],
    ['es', '2003-11-07', 'Nació en dos mil tres en Oruro.', 'dos mil tres'],
    ['es', '1999-11-07', 'Nació en mil novecientos noventa y nueve.', 'mil novecientos noventa y nueve'],
    ['es', '1999-11-07', 'Ella es nacida en el noventa y nueve.', 'noventa y nueve'],
    ['pt', '1996-08-15', 'A moça, nascida em 96 em Minas, chorava.', '96'],
    ['pt', '1996-08-15', 'Nasceu em mil novecentos e noventa e seis.', 'mil novecentos e noventa e seis'],
    ['fr', '2001-02-28', 'La dame, née en 01 à Lille, attend.', '01'],
    ['fr', '2001-02-28', 'Elle est née en deux mille un.', 'deux mille un'],
    ['fr', '1981-02-28', 'Née en mille neuf cent quatre-vingt-un.', 'mille neuf cent quatre-vingt-un'],
    ['en', '1999-04-03', 'She was born in 99 in Tobago.', '99'],
    ['en', '1999-04-03', 'She was born in ’99, she says.', '99'],
    ['en', '1999-04-03', 'She was born in nineteen ninety-nine.', 'nineteen ninety-nine'],
  ] as const)('%s, %s: %s', (lang, birth, text, year) => {
    expect(bornIn(text, lang, birth)).toContain(year)
  })

  test.each([
    ['es', '2003-11-07', 'En el 03 no había albergue; nació la idea de otro el 03 de mayo.'],
    ['es', '2003-11-07', 'Pagó dos mil tres pesos por la niña recién nacida.'],
    ['es', '2020-11-07', 'La niña, nacida en el hospital, es de 20 meses.'],
    ['pt', '1996-08-15', 'O peso é de 96 kg e a taxa é de 96%.'],
    ['en', '1999-04-03', 'In 99 percent of cases nobody came.'],
  ] as const)('%s, %s: none in: %s', (lang, birth, text) => {
    expect(bornIn(text, lang, birth)).toBe('')
  })
})
