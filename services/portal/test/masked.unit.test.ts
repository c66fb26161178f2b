import { describe, expect, it } from 'vitest'
import { toldOf } from '../web/case/masked.ts'
import { LANGUAGES } from '../web/i18n/language.ts'
import { wordsIn } from '../web/i18n/words.ts'

const told = (text: string, language: (typeof LANGUAGES)[number]) =>
  toldOf(text, wordsIn(language))
    .map(one => one.text)
    .join('')

describe('a masked text', () => {
  it.each([
    ['es', '[Teléfono]', '[Domicilio]'],
    ['en', '[Phone]', '[Address]'],
    ['fr', '[Téléphone]', '[Adresse]'],
    ['pt', '[Telefone]', '[Endereço]'],
  ] as const)('is read in %s with its masks in that language', (language, phone, address) => {
    const said = told('Bonjour [victime A], [PHONE] ou [ADDRESS].', language)
    expect(said).toBe(`Bonjour [victime A], ${phone} ou ${address}.`)
  })

  it('keeps what is still told of a day, an age or a town, in words', () => {
    expect(told('[DATE: 2026-03], [AGE: 18--20], [PLACE: Antioquia]', 'pt')).toBe(
      '[Data: março de 2026], [Idade: De 18 a 20 anos], [Cidade: Antioquia]',
    )
  })

  it('changes nothing else: neither what is no mask nor where it stands', () => {
    for (const text of ['', '[SIC] [persona 1] [phone] [CONSTRUCTOR]', 'toString [', '[PHONE', 'a [PHONE : 1] b'])
      for (const language of LANGUAGES) expect(told(text, language)).toBe(text)
    expect(toldOf('a [PHONE] b', wordsIn('pt')).map(({ start, isMask }) => [start, isMask])).toEqual([
      [0, false],
      [2, true],
      [9, false],
    ])
  })
})
