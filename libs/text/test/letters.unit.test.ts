import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('who is greeted, and who signs, is masked, also where the name is a word', () => {
  test.each([
    ['en', 'hi april its me again. the boss did not pay.', 'april'],
    ['fr', 'La dame reste au foyer. À demain, Kat.', 'Kat'],
    ['es', 'La llevé al albergue. Dejo la llave en recepción. — Emperatriz', 'Emperatriz'],
    ['en', 'She has a slot on Monday at the clinic.\nStorm', 'Storm'],
  ] as const)('%s: %s', (lang, text, name) => {
    expect(masked(text, lang)).not.toContain(name)
  })

  test.each([
    ['es', 'hola buenas tardes, quiero denunciar a mi patron'],
    ['en', 'Hello dear, what should I call you?'],
    ['fr', 'Merci, bonne fin de semaine.'],
    ['pt', 'Muito obrigada pela ajuda. Abraço a todos.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})
