import { loadEngine } from '@amparo/text/node'
import { describe, expect, test } from 'vitest'
import type { Held } from '../src/domain/held.ts'
import { huntingOf, knownOf } from '../src/domain/known-of.ts'
import { project } from '../src/domain/project.ts'
import { redactorFor, textsBy } from '../src/domain/redactor.ts'
import type { SubjectForm } from '../src/domain/subject-form.ts'
import { suspectsOf } from '../src/domain/suspects.ts'
import { aForm, CANARIES, withSubject } from './fixtures/forms.ts'
import { VIEWS } from './fixtures/views.ts'

const engine = loadEngine(() => performance.now())

const suspects = {
  persons: [
    { names: ['Ruperto Almeida'], aliases: ['El Zurdo'], role: 'RecruiterOrIntermediary', phones: ['+599 44 1200'] },
  ],
  vehicles: [{ kind: 'van', plate: 'KJX 204', country: 'XA' }],
  accounts: [{ service: 'instagram', handle: '@trabajo.facil.xa' }],
}
const trafficking = {
  ...aForm().trafficking,
  events: [
    { type: 'Recruitment', country: 'PE', from: '2025-11-02', to: null },
    { type: 'Transit', country: 'XB', from: null, to: null },
    { type: 'Exploitation', country: 'XA', from: '2026-01-06', to: '2026-02-02' },
    { type: 'Exploitation', country: 'XA', from: '2026-02-03', to: '2026-03-02' },
  ],
}
const form = aForm({ suspects, trafficking })
const listedIn = (of: SubjectForm, more: Partial<Held> = {}) =>
  suspectsOf(of, huntingOf({ ...more, kind: 'form', form: of } as Held, engine))

describe('suspects', () => {
  test('are told with vehicles, accounts, routes and methods, without any victim and without a day', () => {
    const { data, isWhole } = listedIn(form)
    expect(isWhole).toBe(true)
    expect(data).toEqual({
      ...suspects,
      routes: [
        { type: 'Recruitment', country: 'PE' },
        { type: 'Transit', country: 'XB' },
        { type: 'Exploitation', country: 'XA' },
      ],
      methods: {
        recruitment: ['AtWork'],
        methodsOfControl: ['WithholdsDocuments'],
        exploitationTypes: ['ForcedLabour'],
      },
    })
    for (const canary of CANARIES) expect(JSON.stringify(data)).not.toContain(canary)
    expect(JSON.stringify(data)).not.toMatch(/20\d\d-/)
  })

  test.each([
    ['a name', { persons: [{ names: ['Ramón Quillahuaman'], aliases: [], role: 'Exploiter', phones: [] }] }],
    ['a nickname', { accounts: [{ service: 'tiktok', handle: '@la_chaskita_99' }] }],
    ['a number', { persons: [{ names: ['X'], aliases: [], role: 'Exploiter', phones: ['(599) 550-731'] }] }],
    ['an address', { accounts: [{ service: 'mail', handle: 'Yaneth.Quilla@correo.example' }] }],
  ])('lose an entry that holds %s of the person, and it is said', (_, more) => {
    const { data, isWhole } = listedIn(aForm({ suspects: { ...suspects, ...more } }))
    expect(isWhole).toBe(false)
    expect(JSON.stringify(data)).not.toMatch(/quilla|chaskita|550/i)
  })

  const guardian = { name: 'Marta Ortuste Vaca', relation: 'mother', phone: null, informed: true }
  const { identity } = aForm().subject
  const named = withSubject({ guardian, identity: { ...identity, names: ['Yaneth Quispe Choc'], aliases: [] } })
  const zurdo = { names: ['Ruperto Almeida'], aliases: ['El Zurdo'], role: 'Exploiter', phones: [] }

  test.each(['yanethquispe99', 'YanethQuispeChoc', 'la.yanethq', 'Jirón Tupaqmarka 418', 'hijo.de.marta.ortuste'])(
    'lose an account that tells of the person in disguise: %s',
    handle => {
      const accounts = [...suspects.accounts, { service: 'tiktok', handle }]
      const { data, isWhole } = listedIn({ ...named, suspects: { ...suspects, accounts } })
      expect([data['accounts'], isWhole]).toEqual([suspects.accounts, false])
    },
  )

  test.each(['dueño de yanethquispe', 'marido de la Yanet Kispe', 'hijo de Marta Ortuste Vaca'])(
    'lose a nickname that tells whose they are, and no more: %s',
    alias => {
      const persons = [{ ...zurdo, aliases: ['El Zurdo', alias] }]
      const { data, isWhole } = listedIn({ ...named, suspects: { ...suspects, persons } })
      expect([data['persons'], isWhole]).toEqual([[zurdo], false])
    },
  )

  test('are held against what the person was called before, and in records that are linked', () => {
    const was = aForm()
    const persons = [zurdo, { ...zurdo, names: ['Ramón Quillahuaman'] }]
    const accounts = [...suspects.accounts, { service: 'tiktok', handle: 'quillahuaman98' }]
    const now = { ...named, suspects: { ...suspects, persons, accounts } }
    for (const more of [
      { before: () => [{ kind: 'form' as const, form: was }] },
      { linked: [{ kind: 'form' as const, form: was }] },
    ]) {
      const { data, isWhole } = listedIn(now, more)
      expect([data['persons'], data['accounts'], isWhole]).toEqual([[zurdo], suspects.accounts, false])
    }
    expect(listedIn(now).isWhole).toBe(true)
  })

  test('may be the guardian, who is told then', () => {
    const phone = '+599 44 1200'
    const persons = [{ ...zurdo, names: [guardian.name], aliases: ['Doña Marta'], phones: [phone] }]
    const subject = { ...named.subject, guardian: { ...guardian, phone } }
    const { data, isWhole } = listedIn({ ...named, subject, suspects: { ...suspects, persons } })
    expect([data['persons'], isWhole]).toEqual([persons, true])
  })

  test('whom the record lists are hunted by name and nickname where the reader reads no suspects', () => {
    const persons = [
      { ...zurdo, names: ['Ruperto Almeida'], aliases: ['Tornillo'] },
      { ...zurdo, names: [], aliases: ['Candado', 'La Gata'] },
    ]
    const text = 'Candado venía los lunes. Una tarde Tornillo trajo a otra muchacha. La Gata abría el candado.'
    const held = {
      kind: 'form' as const,
      form: { ...named, narrative: { lang: 'es', text }, suspects: { ...suspects, persons } },
    }
    const known = knownOf(held, engine)
    for (const profile of ['assistance', 'proceedings_masked'] as const) {
      const masked = redactorFor(textsBy(engine, VIEWS.texts.profiles[profile]), known, 'es').mask(text).text
      expect(masked).not.toMatch(/Candado|Tornillo|Gata/)
      expect(masked).not.toMatch(/víctima/)
    }
    const told = redactorFor(textsBy(engine, VIEWS.texts.profiles.proceedings), known, 'es').mask(text).text
    expect(told).toContain('Tornillo')
  })

  const seenBy = (reader: string, purpose: string) =>
    project(
      { kind: 'form', form },
      {
        categories: new Set(['suspects', 'needs']),
        withheld: [],
        codeNameOnly: false,
        selfIncriminatingAgreed: false,
        judicialReview: false,
        disclosure: { reader, purpose, basis: 'consent', instrument: 'none', handlingCode: 'h1' },
      },
      { codeName: 'Ceiba-Zorzal-1', engine, policy: VIEWS, now: new Date(0) },
    )

  test('are read by police and prosecution in an investigation, and by nobody who helps', () => {
    for (const reader of ['police', 'prosecution']) {
      const { categories } = seenBy(reader, 'criminal_investigation')
      expect(Object.keys(categories)).toEqual(['suspects'])
      expect(categories['suspects']).toMatchObject(suspects)
    }
    const { categories, withheld } = seenBy('shelter', 'shelter')
    expect(Object.keys(categories)).toEqual(['needs'])
    expect(withheld).toContainEqual({ category: 'suspects', reason: 'outside_mandate' })
  })
})

describe('what keeps a person safe', () => {
  const held = {
    kind: 'form' as const,
    form: {
      ...form,
      subject: { ...form.subject, risks: ['shelter_moved', 'trafficker_knows_address', 'debt_pressure'] },
    },
  }
  const seen = (categories: string[]) =>
    project(
      held,
      {
        ...{ categories: new Set(categories), withheld: [], codeNameOnly: false },
        ...{ selfIncriminatingAgreed: false, judicialReview: false },
        disclosure: { reader: 'shelter', purpose: 'shelter', basis: 'consent', instrument: 'none', handlingCode: 'h2' },
      },
      { codeName: 'Ceiba-Zorzal-1', engine, policy: VIEWS, now: new Date(0) },
    ).categories

  test('is told to those who keep them safe, and no measure of it among the risks', () => {
    expect(seen(['safety', 'risk'])).toEqual({
      risk: { risks: ['trafficker_knows_address', 'debt_pressure'] },
      safety: { risks: ['shelter_moved', 'trafficker_knows_address'], needs: [] },
    })
  })
})
