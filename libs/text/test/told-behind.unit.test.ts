import { describe, expect, test } from 'vitest'
import { POLICIES } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())
const shownOf = (text: string, lang: 'es' | 'pt' | 'fr' | 'en'): string =>
  engine.redact(text, { lang, policy: POLICIES.proceedings }).text

describe('who is told to be a suspect and somebody to be protected is not read', () => {
  test.each([
    ['es', 'El proxeneta Juan Mamani es el padrastro de la víctima.', 'Mamani'],
    ['es', 'El imputado, Pedro Ríos, padre de la niña, fue detenido.', 'Ríos'],
    ['es', 'La reclutadora Ana Ríos, ella misma víctima de trata, lloraba.', 'Ríos'],
    ['es', 'El sospechoso Tomás Ríos, de 15 años, fue llevado al centro.', 'Ríos'],
    ['pt', 'O traficante João Lima é o padrasto dela.', 'Lima'],
    ['pt', 'A aliciadora Ana Reis, também vítima, chorou.', 'Reis'],
    ['fr', 'Le trafiquant Jean Morel, père de la victime, a été arrêté.', 'Morel'],
    ['fr', 'Le suspect Jean Morel, 15 ans, a été placé.', 'Morel'],
    ['en', 'The trafficker John Reid, her stepfather, was arrested.', 'Reid'],
    ['en', 'The trafficker Rose Clark, herself a victim at twelve, cried.', 'Clark'],
  ] as const)('%s: %s', (lang, text, name) => {
    expect(shownOf(text, lang)).not.toContain(name)
  })

  test.each([
    ['es', 'La víctima, Rosa Quispe, fue hallada ayer. El proxeneta Quizpe cobraba.', 'Quizpe'],
    ['es', 'Su hermano, Roberto Paz, la buscó. El proxeneta Beto cobraba.', 'Beto'],
    ['es', 'La testigo, Guadalupe Rojas, habló. La reclutadora Lupe cobraba.', 'Lupe'],
  ] as const)('nor by a name that may be taken for such a one: %s: %s', (lang, text, name) => {
    expect(shownOf(text, lang)).not.toContain(name)
  })

  test.each([
    ['es', 'El tratante Juan Mamani, que golpeaba a la víctima, fue detenido.', 'Juan Mamani'],
    ['es', 'El imputado, Pedro Ríos, de 45 años, fue detenido.', 'Pedro Ríos'],
    ['pt', 'O traficante João Lima e a vítima foram vistos.', 'João Lima'],
    ['en', 'The trafficker John Reid was arrested at the port.', 'John Reid'],
  ] as const)('and others are: %s: %s', (lang, text, name) => {
    expect(shownOf(text, lang)).toContain(name)
  })

  test('hundreds of thousands of letters of such people take no longer than others', () => {
    const names = (i: number): string => `Ab${i.toString(26)}quez`
    const text = Array.from(
      { length: 2_000 },
      (_, i) => `El acusado ${names(i)}, la víctima ${names(9_999 - i)}.`,
    ).join(' ')
    const began = process.cpuUsage()
    shownOf(text, 'es')
    const { user, system } = process.cpuUsage(began)
    expect((user + system) / 1_000).toBeLessThan(3_000)
  })
})
