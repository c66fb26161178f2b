import { loadEngine } from '@amparo/text/node'
import { expect, test } from 'vitest'
import { maskedFileName, stemOf } from '../src/domain/file-names.ts'
import { fileNameWords, knownIdentity } from '../src/domain/known-identity.ts'
import { redactNarrative } from '../src/domain/narrative.ts'
import { redactorFor, textsBy } from '../src/domain/redactor.ts'
import { aForm, withSubject } from './fixtures/forms.ts'
import { VIEWS } from './fixtures/views.ts'

const engine = loadEngine(() => performance.now())

const { identity } = aForm().subject
const form = withSubject({ identity: { ...identity, names: ['Yaneth Quispe Choc'] } })
const known = knownIdentity(form, engine)

test.each([
  ['DPI Yaneth.Choc', /choc|yaneth/i],
  ['DPI_Yaneth.Choc.pdf', /choc|yaneth/i],
  ['declaracion.Choc', /choc/i],
  ['declaracion.CHOC', /choc/i],
  ['carta de.Lopez', /lopez/i],
  ['cedula.70731', /\d/],
])('what stands behind the last dot of %s is no ending, and is masked as the rest is', (name, telling) => {
  for (const profile of ['assistance', 'proceedings', 'publication'] as const) {
    const { mask } = redactorFor(textsBy(engine, VIEWS.texts.profiles[profile]), known, 'es')
    expect(maskedFileName(name, text => mask(text).text)).not.toMatch(telling)
  }
  const attachments = [{ name, mediaType: 'application/pdf' }]
  const named = redactNarrative({ ...form, attachments }, textsBy(engine, VIEWS.texts.profiles.assistance), {
    ...{ known, passages: false, names: true },
  })
  expect(named).toMatchObject({ ok: true })
  expect(JSON.stringify(named.ok && named.data?.['attachments']).replace('application/pdf', '')).not.toMatch(telling)
})

test('an ending that files have is left as it is, in any case of its letters', () => {
  for (const ending of ['.pdf', '.PDF', '.jpeg', '.Docx', '.txt', '.png', '.heic', '.mp4'])
    expect(maskedFileName(`informe${ending}`, () => '[…]')).toBe(`[…]${ending}`)
  expect(['acta.pdf', 'acta.Choc.pdf', 'acta.Choc', 'acta.', '.pdf'].map(stemOf)).toEqual([
    ...['acta', 'acta.Choc', 'acta.Choc', 'acta.', ''],
  ])
})

test('a surname behind the last dot of a file is hunted in the texts, and no ending is', () => {
  expect(fileNameWords([{ name: 'acta.Kispe' }, { name: 'acta.docx' }, { name: 'acta.JPEG' }], engine)).toEqual([
    'kispe',
  ])
})
