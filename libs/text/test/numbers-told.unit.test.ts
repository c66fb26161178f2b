import { describe, expect, test } from 'vitest'
import { type Language, POLICIES } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())
const identity = { names: ['Zulma Ortuste'], phones: ['+502 5555 1234'], documents: ['48712231'] }

const shownOf = (text: string, lang: Language): string =>
  engine.redact(text, { lang, identity, policy: POLICIES.proceedings }).text

describe('a number of the record told in two parts, or partly in words', () => {
  test.each([
    ['es', 'Su celular es el 5555 luego 1234 y no contesta.'],
    ['es', 'Anotó el 5555 y después 1234 en la mano.'],
    ['es', 'Es 5555-uno dos tres cuatro, dijo la vecina.'],
    ['es', 'Es el 5555 doce treinta y cuatro, dijo la vecina.'],
    ['es', 'Carnet 4871223 guion 1 de Oruro.'],
    ['pt', 'O zap é 5555 depois 1234, disse.'],
    ['fr', 'Le numéro : 5555 puis 1234, dit-elle.'],
    ['fr', 'Le numéro : 5555 puis douze trente-quatre, dit-elle.'],
    ['en', 'Call 5555 then 1234, she said.'],
    ['en', 'Call 55-five-five one two 34, she said.'],
  ] as const)('%s: %s', (lang, text) => {
    expect(shownOf(text, lang)).not.toMatch(/5|1234|\b34|1223|uno|doce|treinta|douze|trente|guion 1|five|\btwo/)
  })

  test.each([
    ['es', 'Pagó 5555 pesos por el pasaje y otros 1234 por la comida.'],
    ['en', 'He owes 5555 dollars for the fare and another 1234 for food.'],
  ] as const)('and two numbers stay two: %s: %s', (lang, text) => {
    const own = engine.analyse(text, { lang, identity }).filter(span => span.own === true)
    expect(own).toEqual([])
  })
})
