import { describe, expect, test } from 'vitest'
import { type Language, POLICIES } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())

const shownOf = (text: string, lang: Language, alias: string): string =>
  engine.redact(text, {
    lang,
    identity: { names: ['Zulma Ortuste'], aliases: [alias] },
    policy: POLICIES.proceedings,
  }).text

describe('a nickname of the record that is an ordinary word is found in small letters, with its article', () => {
  test.each([
    ['es', 'El encargado gritaba que trajeran a la flaca para el cliente. Ella no quería.', 'la Flaca', 'flaca'],
    ['es', 'Dijo que la flaca le debía dos mil pesos.', 'Flaca', 'flaca'],
    ['es', 'Todos hablaban de la negra y de su hijo. El dueño la buscaba.', 'la Negra', 'negra'],
    ['pt', 'Mandaram chamar a magra depois da meia-noite. Ninguém respondeu.', 'Magra', 'magra'],
    ['fr', 'Le gérant demandait où était la grande ce soir. Personne ne répondait.', 'la Grande', 'grande'],
    ['en', 'He said the tall slept in the back room. The driver waited outside.', 'Tall', 'tall'],
  ] as const)('%s: %s', (lang, text, alias, gone) => {
    expect(shownOf(text, lang, alias)).not.toContain(gone)
    expect(engine.leaks(text, { lang, identity: { names: ['Zulma Ortuste'], aliases: [alias] } })).toBe(true)
  })

  test.each([
    ['es', 'La mujer flaca dormía en la casa. Nadie la vio.', 'la Flaca'],
    ['es', 'Llevaron a la niña a la casa. Nadie la vio.', 'la Niña'],
    ['fr', 'Une grande dame parlait fort. Personne ne l’a vue.', 'la Grande'],
  ] as const)('and elsewhere it is a word: %s: %s', (lang, text, alias) => {
    expect(shownOf(text, lang, alias)).toBe(text)
  })
})
