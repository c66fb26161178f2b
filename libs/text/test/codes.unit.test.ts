import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('a number is masked with the letters of its series and with what a stroke ties to it', () => {
  test.each([
    ['fr', 'Le passeport de Dominique DA 055018 est faux.', 'DA'],
    ['en', 'Alien number A 208-441-018, as she holds it.', 'A 208'],
    ['es', 'Informe de actuaciones 0276-2025-SUNAFIL/IRE de la intendencia.', 'IRE'],
  ] as const)('%s: %s', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })

  test.each([
    ['pt', 'Assina a Dra. Paula Andrade, CRM-MT 77144.', 'CRM'],
    ['es', 'La carpeta quedó EN 4 copias.', 'EN 4 copias'],
  ] as const)('%s: %s keeps %s', (lang, text, kept) => {
    expect(masked(text, lang)).toContain(kept)
  })
})

test('a branch and its account are one, with the word between', () => {
  expect(masked('Pagou na conta ag. 1880, op. 013, nº 40.229-6 da Caixa.', 'pt')).not.toMatch(/\d|nº/)
  expect(masked('Pagó con la cuenta de la luz, nº 14 de la lista.', 'es')).toContain('nº 14')
})

/** With a name it opens the whole journey. */
test.each([
  ['es', 'Voló con el localizador XK7P2Q y regresa el lunes.', 'XK7P2Q'],
  ['pt', 'O bilhete tem o localizador ABC123 e saiu cedo.', 'ABC123'],
  ['en', 'The ticket was paid in cash, PNR X7KQ9Z.', 'X7KQ9Z'],
] as const)('by what a booking is found is masked, in %s', (lang, text, gone) => {
  expect(masked(text, lang)).not.toContain(gone)
})
test('and what finds somebody else is not', () => {
  const text = 'El localizador de la policía no funcionaba.'
  expect(masked(text, 'es')).toBe(text)
})
