import { loadEngine } from '@amparo/text/node'
import { describe, expect, test } from 'vitest'
import { project } from '../src/domain/project.ts'
import { suspectsOf } from '../src/domain/suspects.ts'
import { aForm, CANARIES } from './fixtures/forms.ts'
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

describe('suspects', () => {
  test('are told with vehicles, accounts, routes and methods, without any victim and without a day', () => {
    const { data, isWhole } = suspectsOf(form)
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
    const { data, isWhole } = suspectsOf(aForm({ suspects: { ...suspects, ...more } }))
    expect(isWhole).toBe(false)
    expect(JSON.stringify(data)).not.toMatch(/quilla|chaskita|550/i)
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
