import { expect, test } from 'vitest'
import { type Identity, type Language, POLICIES, RedactionFailed } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => 0)
const IDENTITY: Identity = { names: ['Delfina Yaneth Peña Ibáñez'], relatives: ['Sofía Muñoz'] }

function released(text: string, lang: Language, identity = IDENTITY): string {
  try {
    return engine.redact(text, { lang, identity, policy: POLICIES.assistance }).text
  } catch (error) {
    expect(error).toBeInstanceOf(RedactionFailed)
    return ''
  }
}

const HOLED = [
  ...['Pe\ufffda', 'Ib\ufffd\ufffdez', 'Ib??ez', 'Mu\ufffdoz', 'Mu\ufffd\ufffdoz', 'Mu?oz', 'MU\ufffdOZ', 'mu?oz'],
  // As what is drawn as one sign of "fi", "n" or "fí" in a font that nobody has comes out of a document.
  ...['Del\xa4na', 'Del\ue000na', 'Ya\xa4eth', 'Ya\u25a1eth', 'So\xa4a'],
]

test.each(HOLED)('a name of the record of which a program lost letters is masked: %s', said => {
  for (const lang of ['es', 'en', 'pt', 'fr'] as const)
    for (const [before, after] of [
      ['Ayer vino ', ' con su madre a la casa.'],
      ['She lives with ', ''],
      ['(', ', 22)'],
    ] as const)
      expect([lang, released(`${before}${said}${after}`, lang)]).not.toEqual([lang, expect.stringContaining(said)])
})

test.each(HOLED)('and is found by the second search alone: %s', said => {
  expect(engine.leaks(`la señora ${said}, de aquí`, { lang: 'es', identity: IDENTITY })).toBe(true)
})

test.each(['Mu\ufffdoz', 'Garc\ufffda', 'Rosa Pe\ufffda', 'Jim?nez'])('so is that of anybody: %s', said => {
  const [last = ''] = said.split(' ').toReversed()
  expect(released(`El testigo, ${said}, lo vio todo.`, 'es', { names: ['Zulma Ortuste'] })).not.toContain(last)
})

test.each([
  ['es', 'Hoy la ni\ufffda vuelve. Espa\ufffda no contest\ufffd. La o\xa4cina est\ufffd cerrada. A\ufffdo nuevo.'],
  ['es', '\xbfVino?s\xed. Pag\xf3 \xa4100 y 50?'],
  ['en', 'Did she come?yes. The \xa4le is closed.'],
] as const)('what is no name stays, %s', (lang, text) => {
  expect(released(text, lang)).toBe(text)
})

test('a hundred thousand letters with holes take no more of a processor than others', () => {
  const texts = [
    'a?'.repeat(50_000),
    'Del\xa4'.repeat(25_000),
    Array.from({ length: 20_000 }, (_, i) => `d${i.toString(36)}\ufffda`).join(' '),
    '\ufffd'.repeat(100_000),
  ]
  for (const text of texts) {
    const began = process.cpuUsage()
    released(text, 'es')
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(3_000)
  }
})
