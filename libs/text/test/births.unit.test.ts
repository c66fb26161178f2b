import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('a day of birth that a feast tells is masked', () => {
  test.each([
    ['en', 'She was born on the day of the Immaculate Conception, 1994, and raised inland.', ['Immaculate', '1994']],
    ['en', 'He was born on "Three Kings day, 2013", he said.', ['Kings', 'day', '2013']],
    ['en', 'Born on St. Lucy’s, so she is told.', ['Lucy']],
    ['es', 'Nació el 6 de agosto, bajada del Divino Salvador.', ['agosto', 'bajada', 'Salvador']],
    ['es', 'Tiene trece y los cumple hoy, San Antonio.', ['Antonio']],
    ['es', 'Nací la víspera de la Virgen de Luján.', ['víspera', 'Luján']],
    ['es', 'Fue nacida para Santa Lucía, dice la madre.', ['Lucía']],
    ['es', 'Los cumplo el mero día de la Virgen.', ['Virgen']],
    ['es', 'Los cumplo con el santo, San Francisco.', ['Francisco']],
    ['es', 'Nació el último día de 1990.', ['1990']],
    ['es', 'Nació en Pascua, el 25 de abril.', ['Pascua', '25']],
    ['pt', 'Fiz vinte e quatro no dia de São Pedro e São Paulo e ninguém soube.', ['Pedro', 'Paulo']],
    ['pt', 'Nasceu em primeiro de novembro de 2000, dia de Todos os Santos.', ['novembro', 'Santos']],
    ['pt', 'Tem 51 anos (faz mais um no feriado da República).', ['República']],
    ['fr', 'Née le jour de la Saint-Bernard, 20 août 1972, au bourg.', ['Bernard', 'août']],
    ['fr', 'Elle dit être venue au monde à la Chandeleur.', ['Chandeleur']],
    ['fr', 'J’ai fait vingt-cinq ans à l’Immaculée.', ['Immaculée']],
    ['fr', 'Né lavèy Nwèl 1974 à la campagne.', ['Nwèl', '1974']],
  ] as const)('%s: %s', (lang, text, gone) => {
    for (const word of gone) expect(masked(text, lang)).not.toContain(word)
  })

  test.each([
    ['es', 'La fiesta de San Juan dura dos días.'],
    ['pt', 'O feriado da República fechou a repartição.'],
    ['fr', 'La veille de Noël, le bureau ferme à midi.'],
    ['en', 'The office is closed on Independence Day.'],
  ] as const)('%s: %s is no birth', (lang, text) => {
    expect(masked(text, lang)).toContain(text.split(' ').slice(0, 4).join(' '))
  })
})

describe('a day of birth told by numbers alone is masked', () => {
  test.each([
    ['pt', 'Nasci dia dois do dois de setenta e nove.', ['dois', 'setenta']],
    ['pt', 'ATENDENTE: Nascimento?\nVOZ: Dezessete do dois de 2004. Falo de casa.', ['Dezessete', '2004']],
    ['es', 'Nació el 7 del 7 del 99.', ['7', '99']],
    ['es', 'Nací el once del once.', ['once']],
    ['fr', 'Elle est née le 9 du 9.', ['9']],
    ['fr', 'Née le trente et un mars quatre-vingt-douze.', ['trente', 'mars', 'douze']],
  ] as const)('%s: %s', (lang, text, gone) => {
    for (const word of gone) expect(masked(text, lang)).not.toContain(word)
  })

  test.each([
    ['es', 'De los nacidos, dos de cada tres no tienen acta.'],
    ['pt', 'Nasceu o segundo de três irmãos.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})
