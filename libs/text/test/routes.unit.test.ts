import { describe, expect, test } from 'vitest'
import type { Language } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'
import { masked } from './masked.ts'

describe('a way that somebody is sent along is masked from where it is opened to the end of what tells it', () => {
  test.each([
    ['es', 'Cómo llegar: de la caseta, pasar tres drenes y dar vuelta en la bomba que no sirve. Salimos.', 'Salimos'],
    ['es', 'Vive en la cuesta de la iglesia, donde está el rótulo de una tortillería, subir por las gradas.', 'Vive'],
    ['es', 'Casa: de la escuela, por la vereda de cemento, el tambo que tiene un tanque negro', 'Casa'],
    ['pt', 'Dorme no quartinho do décimo andar, elevador de serviço, torre que dá pro farol.', 'Dorme'],
    ['fr', "Accès : après la pompe, descendre jusqu'à la mer, troisième hangar, celui qui a perdu son toit.", 'Accès'],
    ['en', 'Way in: take the turn by the fallen sign, cross the pipe, look for a wall with bottles.', 'Way'],
    ['en', 'Reached by the creek mouth under the mora, upstream two bends, the landing with oil drums.', 'Reached'],
  ] as const)('%s: %s', (lang, text, stays) => {
    const left = masked(text, lang)
    const words = left.split(/[^\p{L}]+/u).filter(word => word.length > 3)
    expect(words.filter(word => !text.slice(0, 14).includes(word) && word !== stays)).toEqual([])
    expect(left).toContain(stays)
  })

  test.each([
    ['es', 'El trabajo: lavar los pisos, cuidar a los niños, cocinar y planchar.'],
    ['es', 'Lugar: el juzgado. Se deja constancia de lo dicho.'],
    ['pt', 'Motivo: não recebia salário, dormia pouco e comia mal.'],
    ['fr', "Objet : après l'audience, les parties attendent la décision du tribunal."],
    ['en', 'Note: after the hearing she asked for a copy of the decision.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })

  test('a word that a hyphen breaks is masked with both its halves', () => {
    expect(masked('Il loge au 86, rue du Port, demi-sous-sol.', 'fr')).not.toMatch(/sol|sous|demi/)
  })
})

describe('what only announces a name of the record stays', () => {
  const engine = loadEngine(() => 0)
  const shown = (text: string, lang: Language, name: string): string => {
    const spans = engine.analyse(text, { lang, identity: { names: [name] } })
    return [...text].map((unit, at) => (spans.some(({ start, end }) => start <= at && at < end) ? '|' : unit)).join('')
  }

  test('"M." before it in French', () => {
    expect(shown('Attendu que M. Nsimba désigne un témoin.', 'fr', 'Alphonse Nsimba')).toContain('que M. |')
  })

  test('"C.C." between it and the number of a card', () => {
    expect(shown('Señora Carmen Pájaro Salgado, C.C. 30.555.036, zenú.', 'es', 'Carmen Pájaro Salgado')).toContain(
      'C.C.',
    )
  })

  test('but an initial of it does not', () => {
    expect(shown('Lo dijo C. Pájaro Salgado ayer.', 'es', 'Carmen Pájaro Salgado')).not.toContain('C.')
  })
})
