import { beforeAll, describe, expect, test } from 'vitest'
import type { Engine, Language } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

let engine: Engine

beforeAll(() => {
  engine = loadEngine(() => 0)
})

const isMasked = (text: string, lang: Language, word: string): boolean => {
  const at = text.indexOf(word)
  return engine.analyse(text, { lang }).some(({ start, end }) => start <= at && at + word.length <= end)
}

describe('what an ordinary word, a large city, a language or an office is stays', () => {
  test.each([
    ['fr', 'Le chauffeur Oum Fahd Traoré l’a déposée à Kinshasa le soir.', 'Kinshasa'],
    ['en', 'Kwame Boadu Asante left Kathmandu in a van.', 'Kathmandu'],
    ['es', 'Declaró Yeni Pop Caal, con intérprete de rumano.', 'rumano'],
    ['es', 'Vivía con Soraya Ixcoy y había rocío en la ruta.', 'rocío'],
    ['en', 'She was invited by Pastor Goodluck Amadi.', 'Pastor'],
    ['es', 'La señora Keyla Andino trabajaba en la cantina La Gotera.', 'cantina'],
    ['fr', 'Maître Victoire Lamour a plaidé ; la victoire d’une audience ne suffit pas.', 'victoire'],
    ['en', 'Marina Cruz came. She sold tickets at a marina kiosk.', 'marina'],
    ['pt', 'A feirante Joana Carneiro tem um carneiro no terreiro.', 'carneiro'],
    ['es', 'Ahí vive el hermano de Xenia, así que se descartó.', 'de Xenia'],
    ['es', 'La llevaron de Choloma, Cortés, a Tapachula, Chiapas.', 'Cortés'],
  ] as const)('%s: %s (%s)', (lang, text, word) => {
    expect(isMasked(text, lang, word)).toBe(false)
  })

  test.each([
    ['es', 'La llevó Rocío Ixcoy. Rocío cobraba.', 'Rocío Ixcoy'],
    ['es', 'Soy Yeni, de nacionalidad rumana.', 'rumana'],
    ['en', 'She was invited by Pastor Goodluck Amadi.', 'Goodluck Amadi'],
    ['es', 'La señora Keyla Andino trabajaba en la cantina La Gotera.', 'La Gotera'],
    ['en', 'Her friend Florence Kinshasa Mbuyi called.', 'Florence Kinshasa Mbuyi'],
    ['es', 'Consuelo Ajú llegó; su hija es un consuelo para ella.', 'Consuelo Ajú'],
    ['es', 'La llevaron de Choloma con Cortés, el chofer.', 'Cortés'],
    ['fr', 'Mme de Brécourt a gardé le passeport.', 'de Brécourt'],
    ['es', 'Vivía con Consuelo Ajú. En Tapachula la consuelo guardaba los papeles de Yeni.', 'consuelo'],
    ['es', 'ayer vino consuelo con su hija, la consuelo de la tienda', 'consuelo'],
  ] as const)('%s: in %s a name stays masked (%s)', (lang, text, word) => {
    expect(isMasked(text, lang, word)).toBe(true)
  })
})

test.each([
  ['fr', 'Famille de Guoliang : épouse, deux enfants.', 'Chen Guoliang', ['Guoliang']],
  ['fr', 'Elle nous a envoyé M. Valbrun pour un bail.', 'Rodlin Valbrun', ['Valbrun']],
  [
    'es',
    'P. ¿Su nombre?\nR. Wilkenson Estimable.\nP. ¿De dónde?\nR. De allá.',
    'Wilkenson Estimable',
    ['Wilkenson Estimable'],
  ],
] as const)('%s: of whom the record says, only the name is masked in %s', (lang, text, name, left) => {
  const found = engine.analyse(text, { lang, identity: { names: [name] } })
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(left)
})
