import { LANGUAGES, POLICIES } from '@amparo/text'
import { loadEngine } from '@amparo/text/node'
import { expect, test } from 'vitest'
import { knownIdentity } from '../src/domain/known-identity.ts'
import { publicText } from '../src/domain/release/public-text.ts'
import { aForm } from './fixtures/forms.ts'
import { VIEWS } from './fixtures/views.ts'

const engine = loadEngine(() => performance.now())

const born = (dateOfBirth: string) => {
  const { subject } = aForm()
  return {
    kind: 'form',
    form: aForm({ subject: { ...subject, identity: { ...subject.identity, dateOfBirth } } }),
  } as const
}

test("of two people whom a text is about neither's day of birth is told to everybody", () => {
  for (const lang of LANGUAGES) {
    const told = ['1998-05-17', '2009-02-03'].flatMap(iso => {
      const [year = '', month = '', day = ''] = iso.split('-')
      return [`${day}${month}${year}`, `${year}${month}${day}`, `en ${year}`]
    })
    const shown = publicText({ lang, text: `Consta: ${told.join('; ')}.` }, [born('1998-05-17'), born('2009-02-03')], {
      ...{ engine, views: VIEWS },
    })
    expect(shown ?? '').not.toMatch(/\d/)
  }
})

test('a large place in the name of a file names nobody', () => {
  const attachments = aForm().attachments.map(one => ({ ...one, name: 'informe_Tegucigalpa_Quillahuaman.pdf' }))
  expect(knownIdentity(aForm({ attachments }), engine).relatives).toEqual(
    expect.arrayContaining([expect.stringMatching(/^quillahuaman$/)]),
  )
  expect(knownIdentity(aForm({ attachments }), engine).relatives?.join()).not.toContain('tegucigalpa')
})

test('of a judgment everybody reads what was decided, and nothing by which it is found where it is kept', () => {
  const text = `La demandante, Rosa Paz, interpuso recurso de apelación contra la sentencia del Juzgado de Instancia de Cuenca de 3 de mayo de 2019, que
desestimó su demanda y la condenó al pago de 4.500 euros. El Tribunal confirmó el fallo; la Sala, ponente el magistrado Luis Cobo, considerando el
artículo 24 de la Constitución y la jurisprudencia, resuelve anular la condena por vulneración de sus derechos.`
  const shown = publicText({ lang: 'es', text }, [], { engine, views: VIEWS }) ?? ''
  for (const trace of ['Rosa', 'Cuenca', 'mayo', '2019', 'Cobo', '[DATE]', '[ORG', '[PLACE', '[AMOUNT', '[TRAIT'])
    expect(shown).not.toContain(trace)
  for (const told of ['interpuso recurso de apelación', 'anular la condena', 'vulneración de sus derechos'])
    expect(shown).toContain(told)
})

const SIGNED = {
  es: 'Ella firma %; y se fue a la casa.',
  pt: 'Ela assina %; e foi para a casa.',
  fr: 'Elle signe %; et elle est partie.',
  en: 'She signs %; and went to the house.',
}

test.each(LANGUAGES)("a surname in a file's name stays the person's own, in %s", lang => {
  const { subject } = aForm()
  const names = ['Rosa Ñamendí']
  const form = aForm({
    subject: { ...subject, identity: { ...subject.identity, names } },
    attachments: aForm().attachments.map(one => ({ ...one, name: 'DNI_Ñamendí_frente.pdf' })),
  })
  const identity = knownIdentity(form, engine)
  expect(identity.relatives?.some(name => /^n.mend/.test(name))).toBe(true)
  for (const told of ['Ñ, a, m, e, n, d, í', 'Ñ\na\nm\ne\nn\nd\ní', 'Ñ/a/m/e/n/d/í'])
    for (const policy of [POLICIES.assistance, POLICIES.publication]) {
      const { text, spans } = engine.redact(SIGNED[lang].replace('%', told), { lang, identity, policy })
      expect(text).not.toMatch(/ñ|[aemndí][\n,/]/i)
      expect(spans[0]?.own).toBe(true)
    }
})
