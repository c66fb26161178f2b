import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('of a name that a reading machine or the end of a line tore every piece is masked', () => {
  test.each([
    [
      'es',
      'Acta de vis ita . La traba jadora llegó con Xime na , la niña . El patr ón no pagó . Pide su liqui dación .',
      ' na ,',
    ],
    [
      'en',
      'Wit ness state ment . She keeps the pass port . A man Soeresh Ramd in paid her . Wor ker is hun gry .',
      ' in paid her',
    ],
    ['pt', 'Em outubro levou embora uma tal Lour- des, sem notícia.', 'des'],
    ['pt', 'Rela tório de vis ita . O gato Raimun- da levou a traba lhadora . Pede a pas sagem .', '- da levou'],
  ] as const)('%s: %s', (lang, text, piece) => {
    expect(masked(text, lang)).not.toContain(piece)
  })

  test.each([
    ['es', 'La traba jadora pide su liqui dación . Vive con su herm ana y come po co .'],
    ['en', 'The wor ker asked for the pass port , and for her wages . She is well .'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })

  test('a small word behind a name stays where no word was torn', () => {
    expect(masked('La trabajadora llegó con Ximena na semana pasada.', 'es')).toContain(' na semana')
  })
})
