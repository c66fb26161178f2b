import { hash } from 'node:crypto'
import { createSurrogates } from '@amparo/text'
import { loadEngine } from '@amparo/text/node'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Held } from '../src/domain/held.ts'
import { packageViewOf } from '../src/domain/package.ts'
import { project } from '../src/domain/project.ts'
import type { RecordedStatement } from '../src/domain/statement.ts'
import type { Allowance } from '../src/domain/view.ts'
import { aForm, CANARIES, withSubject } from './fixtures/forms.ts'
import { OPEN, VIEWS } from './fixtures/views.ts'

const engine = loadEngine(() => performance.now())

const ALL = [
  ...['identity', 'contact', 'documents', 'health', 'exploitation', 'family', 'location', 'narrative', 'help_seeking'],
  ...['migration_status', 'risk', 'needs', 'self_incriminating', 'minors', 'safety', 'suspects'],
]
const SECRET = ['self_incriminating', 'help_seeking', 'health', 'safety', 'migration_status']

/** Which values of the form belong to which category; written apart from the projection. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  identity: ['Quillahuaman', 'Chaskita', '1998-05-17'],
  contact: ['55 0731', 'yaneth.quilla'],
  documents: ['70731731'],
  location: ['Tupaqmarka'],
  family: ['Rosalbina'],
  migration_status: ['Irregular', 'deportation_fear'],
  risk: ['trafficker_at_large'],
  health: ['Mental Health Services', 'health_untreated'],
  needs: ['Housing Services'],
  safety: ['Safety Planning'],
  exploitation: ['WithholdsDocuments'],
}
const form = withSubject({
  needs: [...aForm().subject.needs, 'Safety Planning'],
  guardian: { name: 'Rosalbina Cutimbo', relation: 'mother', phone: '758-555-0119', informed: true },
})

const allowed = (categories: readonly string[], changes: Partial<Allowance> = {}): Allowance => ({
  categories: new Set(categories),
  withheld: ALL.filter(category => !categories.includes(category)).map(category => ({
    ...{ category, reason: 'outside_consent', silent: SECRET.includes(category) },
  })),
  codeNameOnly: false,
  disclosure: { reader: 'shelter', purpose: 'shelter', basis: 'consent', instrument: 'none', handlingCode: 'h2' },
  selfIncriminatingAgreed: false,
  judicialReview: false,
  ...changes,
})
/** Every field is for everybody here; what the policy takes away has tests of its own. */
const OWN = { codeName: 'Tameluko', engine, policy: OPEN, now: new Date('2026-03-04T10:00:00Z') }
const projectForm = (allowance: Allowance) => project({ kind: 'form', form }, allowance, OWN)

describe('a view', () => {
  test('holds no field outside the categories that are permitted, whichever they are', () => {
    fc.assert(
      fc.property(fc.subarray(ALL), fc.boolean(), (categories, codeNameOnly) => {
        const { categories: shown } = projectForm(allowed(categories, { codeNameOnly }))
        for (const name of Object.keys(shown))
          expect(categories.includes(name) || (codeNameOnly && name === 'identity')).toBe(true)
        const told = JSON.stringify(shown)
        for (const [category, values] of Object.entries(VALUES)) {
          // The code word is an alias, and the safe contact's number is the person's own: each needs its own category only.
          const isNamed =
            categories.includes(category) && !(codeNameOnly && ['identity', 'documents'].includes(category))
          // How it was done is told of suspects too.
          const isTold = (one: string, other: string) => category === one && categories.includes(other)
          // And a danger of being found is told to those who keep somebody safe.
          const permitted = isNamed || isTold('exploitation', 'suspects') || isTold('risk', 'safety')
          if (!permitted)
            for (const value of values) expect([category, told.includes(value)]).toEqual([category, false])
        }
      }),
    )
  })

  test('holds what is permitted', () => {
    const told = JSON.stringify(projectForm(allowed(ALL)).categories)
    for (const values of Object.values(VALUES)) for (const value of values) expect(told).toContain(value)
  })

  test('names what is withheld, but keeps silent about what is secret', () => {
    const { withheld, trulyWithheld } = projectForm(allowed(['needs']))
    const named = withheld.map(line => line.category)
    expect(named).toContain('identity')
    for (const secret of SECRET) expect(named).not.toContain(secret)
    for (const secret of SECRET) expect(trulyWithheld.map(line => line.category)).toContain(secret)
  })

  test('looks the same whether or not there was something secret to withhold', () => {
    const quiet = withSubject({
      ...form.subject,
      migrationStatus: null,
      needs: ['Housing Services'],
      risks: ['trafficker_at_large'],
    })
    const asylum = withSubject({
      ...form.subject,
      migrationStatus: 'AsylumSeeker',
      needs: ['Housing Services', 'Medical and Dental Services', 'Safety Planning'],
      risks: ['trafficker_at_large', 'health_pregnancy', 'asylum_pending'],
    })
    const allowance = allowed(['identity', 'needs', 'risk'])
    expect(project({ kind: 'form', form: asylum }, allowance, OWN)).toEqual(
      project({ kind: 'form', form: quiet }, allowance, OWN),
    )
  })

  test('tells a consulate no need of a category that it does not see, whatever was permitted', () => {
    const disclosure = { ...allowed([]).disclosure, reader: 'consulate', purpose: 'safe_return' }
    const { categories, withheld } = project({ kind: 'form', form }, allowed(ALL, { disclosure }), {
      ...OWN,
      policy: VIEWS,
    })
    expect(categories['needs']).toMatchObject({ needs: ['Housing Services'] })
    expect(withheld.map(({ category }) => category)).not.toContain('safety')
  })

  test('of vital interest has a code name for a name, and the safe contact alone', () => {
    const { categories } = projectForm(
      allowed(['identity', 'contact', 'risk', 'health', 'needs'], { codeNameOnly: true }),
    )
    expect(categories['identity']).toEqual({ codeName: OWN.codeName })
    expect(categories['contact']).toEqual({
      safeContact: { channel: 'phone', value: '+599 55 0731', when: 'mornings', language: 'spa', codeWord: null },
    })
  })

  test('does not tell an alias as a code word to a reader who may not know the name', () => {
    const codeWordOf = (categories: string[]) => JSON.stringify(projectForm(allowed(categories)).categories['contact'])
    expect(codeWordOf(['contact'])).not.toContain('Chaskita')
    expect(codeWordOf(['contact', 'identity'])).toContain('Chaskita')
  })

  const NAMING = 'tardes, preguntar por Yaneth Quillahuaman en la tienda de su tía Marta'
  const reachedBy = (changes: object, categories = ['identity', 'contact'], codeNameOnly = true) => {
    const safeContact = { ...aContact, ...changes }
    const held = { kind: 'form' as const, form: { ...form, subject: { ...form.subject, safeContact } } }
    const here = project(held, allowed(categories, { codeNameOnly }), OWN)
    // The same for whom another hub's package was not made.
    const whole = project(held, allowed(['identity', 'contact']), OWN)
    const came = { kind: 'package' as const, view: packageViewOf({ held, projection: whole, ...MADE }) }
    const there = project(came, allowed(categories, { codeNameOnly }), OWN)
    expect(there.categories['contact']).toEqual(here.categories['contact'])
    return z.looseObject({ safeContact: z.looseObject({}) }).parse(here.categories['contact']).safeContact
  }
  const aContact = {
    channel: 'via_third' as const,
    value: '+599 44 1200',
    when: 'mornings',
    codeWord: null,
    language: 'spa',
  }

  test('tells no line of when that names anybody to a reader who may not know the name', () => {
    for (const when of [
      NAMING,
      'ask for Quilla huaman',
      'con la Yanet, de noche',
      'en lo de la vecina Remedios Huanca',
    ]) {
      expect(reachedBy({ when })).toMatchObject({ when: null, value: aContact.value })
      expect(reachedBy({ when }, ['contact'], false)).toMatchObject({ when: null, value: aContact.value })
      expect(reachedBy({ when }, ['identity', 'contact'], false)).toMatchObject({ when })
    }
  })

  test.each([
    'mornings',
    'domingos, 9-11 h',
    'Mañanas de 8 a 10, no los viernes',
    '24/7',
    'only Tuesdays, 14.30-15.15',
  ])('tells a reader without the name when somebody may be called: %s', when => {
    expect(reachedBy({ when })).toMatchObject({ when })
  })

  test('tells of a third person by whom somebody is reached the number alone', () => {
    expect(reachedBy({ value: 'tía Marta Quillahuaman, +599 44 1200' })).toMatchObject({ value: '+599 44 1200' })
    expect(reachedBy({ value: 'la vecina Remedios Huanca' })).toMatchObject({ value: null })
    expect(reachedBy({ value: 'tía Marta, +599 44 1200' }, ['identity', 'contact'], false)).toMatchObject({
      value: 'tía Marta, +599 44 1200',
    })
  })

  test('tells a code word that is nobody’s name, and the line that asks for it', () => {
    const asked = { codeWord: 'Girasol', when: 'de noche, decir Girasol' }
    expect(reachedBy(asked)).toMatchObject(asked)
    expect(reachedBy({ codeWord: 'Yaneth', when: 'de noche, decir Yaneth' })).toMatchObject({
      codeWord: null,
      when: null,
    })
  })

  test('does not tell a name that stands in a risk to a reader who may not know it, and says that something is missing', () => {
    const risks = ['trafficker_at_large', 'brother_of_quillahuaman', 'health_rosalbina_knows']
    const named = { kind: 'form' as const, form: { ...form, subject: { ...form.subject, risks } } }
    const vital = project(named, allowed(['identity', 'risk', 'health'], { codeNameOnly: true }), OWN)
    expect(vital.categories['risk']).toEqual({ risks: ['trafficker_at_large'] })
    expect(JSON.stringify(vital.categories)).not.toMatch(/quillahuaman|rosalbina/i)
    expect(vital.withheld).toContainEqual({ category: 'risk', reason: 'redaction_failed' })
    expect(vital.withheld.map(({ category }) => category)).not.toContain('health')
    expect(project(named, allowed(['identity', 'risk']), OWN).categories['risk']).toEqual({
      risks: risks.slice(0, 2),
    })
  })

  test('without its narrative says so, and never holds the original', () => {
    const foreign = { ...form, narrative: { lang: 'qu', text: 'Yaneth Quillahuaman' } }
    const { categories, withheld } = project({ kind: 'form', form: foreign }, allowed(['narrative']), OWN)
    expect(categories).toEqual({})
    expect(withheld).toContainEqual({ category: 'narrative', reason: 'redaction_failed' })
  })

  test('has its narrative and its attachments’ names masked', () => {
    const told = JSON.stringify(projectForm(allowed(['narrative'])).categories)
    for (const canary of CANARIES) expect(told).not.toContain(canary)
    expect(told).toContain('Policía Nacional')
  })

  test.each(['police', 'prosecution'])(
    'shows to the %s of attachments their place and kind, unless the person agreed',
    reader => {
      const disclosure = { ...allowed([]).disclosure, reader }
      const filesFor = (held: Held, selfIncriminatingAgreed: boolean) =>
        project(held, allowed(['narrative'], { disclosure, selfIncriminatingAgreed }), OWN).categories['narrative']?.[
          'attachments'
        ]
      const here = { kind: 'form' as const, form }
      // Which another hub has made for somebody else.
      const view = packageViewOf({ held: here, projection: projectForm(allowed(['narrative'])), ...MADE })
      const came = { kind: 'package' as const, view }
      for (const held of [here, came]) {
        expect(filesFor(held, false)).toEqual([{ name: '1.jpg', mediaType: 'image/jpeg' }])
        expect(filesFor(held, true)).toMatchObject([
          { name: expect.stringContaining('DNI'), description: expect.anything() },
        ])
      }
    },
  )
})
/** Another hub's package. */
const MADE = { codeName: 'Tameluko', recipientHub: 'XB', ownHub: 'XA', now: new Date('2026-03-04T10:00:00Z') }

test('another person has the same name in the account and in the statements of one view', () => {
  const spoke = (first: string, second: string) => `Mi vecina ${first} lo vio. Después habló ${second}.`
  const told = { ...form, narrative: { lang: 'es', text: spoke('Remedios Huanca', 'Tarcila Mamani') } }
  const statement: RecordedStatement = {
    ...{
      statementId: '7c1e1b1e-0000-4000-8000-000000000001',
      by: { hub: 'XA', agencyId: 'shelter' },
      reference: '5b1e0f0a',
      supersedes: null,
      current: true,
      lang: 'es',
      selfIncriminating: [],
    },
    ...{ text: spoke('Tarcila Mamani', 'Remedios Huanca'), textSha256: 'ab'.repeat(32), recording: null },
    ...{ interpreter: { mode: 'none', language: null, name: null }, present: [], place: 'shelter' },
    ...{ rights: { read: 'read', language: null }, counsel: { mode: 'present', name: null } },
    takenAt: '2026-03-02T10:20:00.000Z',
  }
  const own = { ...OWN, statements: [statement] }
  const { categories } = project({ kind: 'form', form: told }, allowed(['narrative']), own)
  const { text, statements } = z
    .looseObject({ text: z.string(), statements: z.tuple([z.looseObject({ text: z.string() })]) })
    .parse(categories['narrative'])
  const names = (masked: string) => masked.match(/\[[^\]]+\]/g) ?? []
  expect(new Set(names(text)).size).toBe(2)
  expect(names(statements[0].text)).toEqual(names(text).toReversed())
})

describe('a package', () => {
  const now = new Date('2026-03-04T10:00:00Z')
  const packed = (of: typeof form, recipientHub = 'XB') => {
    const held = { kind: 'form' as const, form: of }
    const projection = project(held, allowed(['needs', 'risk']), OWN)
    return packageViewOf({ held, projection, codeName: 'Tameluko', recipientHub, ownHub: 'XA', now })
  }

  test('has no number of a document beside a code name, and says that it is missing', () => {
    const documents = { documents: [{ type: 'DNI_PE', number: '70731731-4' }] }
    const view = { ...packed(form), categories: { ...packed(form).categories, documents } }
    for (const held of [{ kind: 'form', form } as const, { kind: 'package', view } as const]) {
      const named = project(held, allowed(['documents', 'needs']), OWN)
      expect(JSON.stringify(named.categories)).toContain('70731731')
      const { categories, withheld } = project(held, allowed(['documents', 'needs'], { codeNameOnly: true }), OWN)
      expect(Object.keys(categories).sort()).toEqual(['identity', 'needs'])
      expect(JSON.stringify(categories)).not.toContain('70731731')
      expect(withheld).toContainEqual({ category: 'documents', reason: 'outside_basis' })
    }
  })

  test('is cut again, never widened, where it is opened', () => {
    const view = packed(form)
    const { categories } = project({ kind: 'package', view }, allowed(['risk', 'identity', 'documents']), OWN)
    expect(Object.keys(categories)).toEqual(['risk'])
  })

  test('tells a later reader no need of care, code word or risk that only its first reader may have', () => {
    const naming = ['trafficker_at_large', 'brother_of_quillahuaman']
    const held = { kind: 'form' as const, form: { ...form, subject: { ...form.subject, risks: naming } } }
    const all = ['identity', 'contact', 'health', 'needs', 'risk', 'safety']
    const view = packageViewOf({ held, projection: project(held, allowed(all), OWN), ...MADE })
    const came = { kind: 'package' as const, view }
    expect(project(came, allowed(all), OWN).categories).toEqual(view.categories)
    const later = project(came, allowed(['contact', 'needs', 'risk']), OWN)
    const told = JSON.stringify(later.categories)
    for (const one of ['Mental Health', 'Safety Planning', 'Chaskita', 'quillahuaman'])
      expect([one, JSON.stringify(view).includes(one), told.includes(one)]).toEqual([one, true, false])
    expect(later.categories['needs']).toMatchObject({ needs: ['Housing Services'] })
    expect(later.withheld).toContainEqual({ category: 'risk', reason: 'redaction_failed' })
    const vital = project(came, allowed(all, { codeNameOnly: true }), OWN)
    expect(vital.categories['contact']).toEqual({ safeContact: expect.objectContaining({ codeWord: null }) })
  })

  const ACCOUNT =
    'El 3 de marzo de 2026 llegó el capataz Fermín Uclés con Remedios Huanca. Entré sin papeles. Guardaba los documentos.'
  const SECRET_PASSAGE = 'Entré sin papeles.'
  const start = ACCOUNT.indexOf(SECRET_PASSAGE)
  const selfIncriminating = [{ start, end: start + SECRET_PASSAGE.length, kind: 'irregular_entry_or_stay' }]
  const stated: RecordedStatement = {
    ...{ statementId: 'id', by: { hub: 'XA', agencyId: 'shelter' }, reference: '5b1e0f0a5b1e0f0a', supersedes: null },
    ...{ current: true, lang: 'es', text: ACCOUNT, textSha256: hash('sha256', ACCOUNT, 'hex'), selfIncriminating },
    recording: { sha256: 'cd'.repeat(32), mediaType: 'audio/ogg', seconds: 1847 },
    ...{ interpreter: { mode: 'none', language: null, name: null }, present: [{ role: 'counsel', name: null }] },
    ...{
      rights: { read: 'read', language: null },
      counsel: { mode: 'present', name: null },
      place: 'prosecution_office',
    },
    takenAt: '2026-03-03T10:20:00.000Z',
  }
  /** By the policy that comes with the product. */
  const SHIPPED = { ...OWN, policy: VIEWS }
  const CRIMINAL = ['identity', 'narrative', 'suspects', 'risk']
  const prosecution = (changes: Partial<Allowance> = {}, instrument: 'none' | 'across_border' = 'none') =>
    allowed(CRIMINAL, {
      disclosure: {
        ...{ reader: 'prosecution', purpose: 'criminal_investigation', basis: 'consent' },
        ...{ instrument, handlingCode: 'h2' },
      },
      ...changes,
    })
  const shelter = allowed(['identity', 'narrative', 'suspects', 'risk'])
  /** As one hub sends it to the prosecution of another. */
  function sentTo(to: Allowance): Held & { kind: 'package' } {
    const held = {
      kind: 'form' as const,
      form: {
        ...form,
        narrative: { lang: 'es', text: ACCOUNT, selfIncriminating },
        suspects: {
          persons: [{ names: ['Fermín Uclés'], aliases: [], role: 'Exploiter', phones: [] }],
          ...{ vehicles: [], accounts: [] },
        },
      },
    }
    const projection = project(held, to, { ...SHIPPED, statements: [stated] })
    const sent = packageViewOf({ held, projection, codeName: 'Tameluko', recipientHub: 'XB', ownHub: 'XA', now })
    // As it is read there.
    return { kind: 'package', view: JSON.parse(JSON.stringify(sent)) }
  }
  const agreed = { selfIncriminatingAgreed: true }
  const shownTo = (held: Held, to: Allowance, own: object = {}) =>
    project(held, to, { ...SHIPPED, now: new Date('2026-03-05T09:00:00Z'), ...own })
  const first = { again: { isFirst: true, from: 'XA', referenceOf: (reference: string) => reference } }
  type Json = ReturnType<typeof JSON.parse>
  const accountOf = (shown: { categories: object }): Json => JSON.parse(JSON.stringify(shown.categories)).narrative

  test('made for the prosecution names no suspect, day, place, hash or point in time to a shelter', () => {
    const held = sentTo(prosecution({}, 'across_border'))
    expect(JSON.stringify(held.view)).toContain('Fermín')
    const shown = shownTo(held, shelter)
    const account = accountOf(shown)
    expect(account.text).toContain('Guardaba los documentos.')
    expect(account.statements).toHaveLength(1)
    expect(account.derivative).toMatchObject({ mode: 'assistance', policyHash: VIEWS.hash })
    expect(account.statements[0]).toMatchObject({ mode: 'assistance', takenAt: '2026-03', text: account.text })
    const told = JSON.stringify(shown.categories)
    const hidden = ['Fermín', 'Uclés', 'Remedios', '3 de marzo', 'papeles', '10:20', '2026-03-04', 'cd'.repeat(32)]
    for (const one of [...hidden, stated.textSha256, stated.reference, '1847', 'prosecution_office', 'proceedings'])
      expect([one, told.includes(one)]).toEqual([one, false])
  })

  test('that holds what incriminates the person shows a shelter no account at all, and is read by the prosecution as before', () => {
    const to = prosecution(agreed, 'across_border')
    const held = sentTo(to)
    expect(held.view.accountWhole).toBe(true)
    expect(accountOf(held.view)).toMatchObject({ text: expect.stringContaining('sin papeles') })
    for (const later of [
      shelter,
      prosecution(),
      allowed(['narrative'], { disclosure: { ...shelter.disclosure, reader: 'labour_inspection' } }),
    ]) {
      const shown = shownTo(held, later)
      expect(shown.categories).not.toHaveProperty('narrative')
      expect(shown.withheld.map(({ category }) => category)).not.toContain('narrative')
    }
    // Permits of a receiving hub do not say what the person agreed to: its sender has decided for the first reader.
    for (const shown of [shownTo(held, prosecution(agreed)), shownTo(held, prosecution(), first)]) {
      const account = accountOf(shown)
      expect(account.text).toBe(accountOf(held.view).text)
      expect(account.statements[0]).toMatchObject({
        ...{ text: accountOf(held.view).statements[0].text, takenAt: stated.takenAt, place: 'prosecution_office' },
        derivativeOf: { textSha256: stated.textSha256, recordingSha256: 'cd'.repeat(32) },
        ...{ mode: 'proceedings', recording: { seconds: 1847 }, present: ['counsel'], rights: { read: 'read' } },
      })
    }
    const now = new Date('2026-03-05T09:00:00Z')
    const passedOn = (later: Allowance) =>
      packageViewOf({ held, projection: shownTo(held, later), codeName: 'X', recipientHub: 'XC', ownHub: 'XB', now })
    expect(passedOn(prosecution(agreed)).accountWhole).toBe(true)
    expect(passedOn(shelter).accountWhole).toBe(false)
  })

  test('loses nothing for another reader of the same profile, but what both could be joined by', () => {
    const held = sentTo(prosecution({}, 'across_border'))
    const account = accountOf(shownTo(held, prosecution()))
    const came = accountOf(held.view)
    const madeAt = '2026-03-05T09:00:00.000Z'
    expect(account).toEqual({
      ...came,
      derivative: { ...came.derivative, madeAt },
      statements: [{ ...came.statements[0], madeAt, reference: '1' }],
    })
    const nameless = accountOf(shownTo(held, prosecution({ categories: new Set(['narrative', 'suspects']) })))
    expect(nameless.text).toBe(came.text)
    expect(nameless.statements[0]).toMatchObject({ takenAt: '2026-03-03', derivativeOf: { original: 'statement' } })
    expect(nameless.statements[0].derivativeOf).toEqual({ original: 'statement' })
  })

  test('is masked again where its own hub names the same profile by another policy, except for its first reader', () => {
    const { view } = sentTo(prosecution({}, 'across_border'))
    const other = JSON.parse(JSON.stringify(view).replaceAll(VIEWS.hash, 'ef'.repeat(32)))
    const file = { name: 'Remedios Huanca [DOC_ID].pdf', mediaType: 'application/pdf' }
    const named = { kind: 'package' as const, view: { ...other, accountWhole: true } }
    named.view.categories.narrative.attachments = [file]
    expect(accountOf(shownTo(named, prosecution(agreed), first)).attachments).toEqual([file])
    expect(accountOf(shownTo(named, prosecution(agreed))).attachments).toEqual([
      { ...file, name: '[PERSON] [DOC_ID].pdf' },
    ])
    const bare = (changes: object) => ({
      kind: 'package' as const,
      view: { ...other, categories: { narrative: { ...other.categories.narrative, ...changes } } },
    })
    const text = 'Lo vio su amiga Remedios Huanca, de [AGE], con [PERSON] y [testigo A].'
    const held = bare({ text })
    expect(accountOf(shownTo(held, prosecution(), first)).text).toBe(text)
    const again = accountOf(shownTo(held, prosecution()))
    // What was masked before stands as it stood.
    expect(again.text).toBe('Lo vio su amiga [PERSON], de [AGE], con [PERSON] y [testigo A].')
    expect(again.derivative).toMatchObject({ policyHash: VIEWS.hash })
    // Without a language nothing can be masked.
    const { categories, withheld } = shownTo(bare({ text, lang: 'qu', statements: [{ text }] }), shelter)
    expect(JSON.stringify(categories)).not.toContain('Remedios')
    expect(withheld).toContainEqual({ category: 'narrative', reason: 'redaction_failed' })
  })

  test('masked again, calls nobody by the word that its own hub has put for somebody else', () => {
    const { view } = sentTo(prosecution({}, 'across_border'))
    const { narrative } = view.categories
    const label = { mode: 'assistance', policyHash: 'ef'.repeat(32) }
    const text = 'La testigo Rosa Paredes vino con la testigo [testigo A].'
    const statement = { ...accountOf(view).statements[0], ...label, text: 'La testigo [testigo B] firma.' }
    const told = { ...narrative, text, attachments: [], derivative: label, statements: [statement] }
    const held = { kind: 'package' as const, view: { ...view, categories: { narrative: told } } }
    const surrogates = createSurrogates()
    const own = { ...stated, selfIncriminating: [], text: 'La testigo Inés Tacuri firma.' }
    const shown = accountOf(shownTo(held, shelter, { surrogates, statements: [own] }))
    expect(shown.text).toBe('La testigo [testigo C] vino con la testigo [testigo A].')
    // What was stated there stands beside what was stated here.
    expect(shown.statements.map(({ text: one }: Json) => one)).toEqual([
      'La testigo [testigo B] firma.',
      'La testigo [testigo D] firma.',
    ])
    // Another share, in which somebody had the word before.
    const busy = createSurrogates([{ names: ['ines', 'tacuri'], role: 'witness', letter: 'A' }])
    const again = () => accountOf(shownTo(held, shelter, { surrogates: busy })).text
    const asThere = 'La testigo [testigo D] vino con la testigo [testigo C].'
    expect([again(), again()]).toEqual([asThere, asThere])
    const others = createSurrogates([{ names: ['ines', 'tacuri'], role: 'witness', letter: 'A' }])
    const asItCame = accountOf(shownTo(held, shelter, { ...first, surrogates: others }))
    expect(asItCame.text).toBe('La testigo Rosa Paredes vino con la testigo [testigo C].')
    expect(asItCame.statements[0].text).toBe('La testigo [testigo B] firma.')
  })

  test('with passages beside its account shows that to nobody from whom they are kept, and masks them again', () => {
    const all = [...CRIMINAL, 'self_incriminating']
    const advising = allowed(all, { disclosure: { ...shelter.disclosure, reader: 'legal_aid' } })
    const held = sentTo(advising)
    const passages = (shown: { categories: object }): Json => (shown.categories as Json).self_incriminating?.passages
    expect(passages(held.view)).toMatchObject([{ text: SECRET_PASSAGE }, { text: SECRET_PASSAGE }])
    for (const own of [{}, first]) {
      const shown = shownTo(held, prosecution({ categories: new Set(all) }), own)
      expect([passages(shown), accountOf(shown)]).toEqual([undefined, undefined])
    }
    const again = shownTo(held, advising)
    expect(passages(again)).toEqual([
      { statement: null, kind: 'irregular_entry_or_stay', text: SECRET_PASSAGE },
      { statement: accountOf(again).statements[0].reference, kind: 'irregular_entry_or_stay', text: SECRET_PASSAGE },
    ])
    const taken = { ...stated, reference: 'taken here' }
    const beside = shownTo(held, advising, { statements: [taken] })
    const references = [...accountOf(again).statements.map((one: Json) => one.reference), taken.reference]
    expect(accountOf(beside).statements.map((one: Json) => one.reference)).toEqual(references)
    expect(passages(beside).map((one: Json) => one.statement)).toEqual([null, ...references])
  })

  test('of before it said whether its account is whole shows it where that can be told, and to its first reader', () => {
    const before = (to: Allowance) => {
      const { accountWhole: _, ...view } = sentTo(to).view
      return { kind: 'package' as const, view }
    }
    const held = before(prosecution({}, 'across_border'))
    expect(shownTo(held, shelter).categories).not.toHaveProperty('narrative')
    const { text, statements } = accountOf(shownTo(held, prosecution(), first))
    expect(text).toContain('Fermín')
    // Of a text of which something may have been cut.
    expect(statements[0].derivativeOf).not.toHaveProperty('textSha256')
    const helpers = before(
      allowed(['identity', 'narrative'], { disclosure: { ...shelter.disclosure, reader: 'legal_aid' } }),
    )
    expect(accountOf(shownTo(helpers, shelter)).text).toBe(accountOf(helpers.view).text)
  })

  test('does not tell another hub that somebody seeks asylum', () => {
    expect(packed({ ...form, subject: { ...form.subject, migrationStatus: 'AsylumSeeker' } })).toEqual(packed(form))
  })
})

describe('a suspect whom a text calls one', () => {
  const text = 'El tratante Pedro Ruiz Mamani huyó. El encargado, Óscar Belmonte, guardaba los documentos.'
  const entry = (name: string) => ({ names: [name], aliases: [], role: 'Exploiter', phones: [] })
  const told = (names: readonly string[], instrument: 'none' | 'across_border') => {
    const suspects = { persons: names.map(entry), vehicles: [], accounts: [] }
    const held = { kind: 'form', form: { ...form, narrative: { lang: 'es', text }, suspects } } as const
    const disclosure: Allowance['disclosure'] = {
      ...{ reader: 'prosecution', purpose: 'criminal_investigation', basis: 'consent' },
      ...{ instrument, handlingCode: 'h2' },
    }
    const allowance = allowed(['identity', 'narrative', 'suspects'], { disclosure })
    const shown = project(held, allowance, { ...OWN, policy: VIEWS })
    return z.looseObject({ text: z.string() }).parse(shown.categories['narrative']).text
  }

  test('is read in another state only where the record lists them, by their whole name', () => {
    expect(told(['Óscar Belmonte'], 'across_border')).toBe(
      'El tratante [PERSON] huyó. El encargado, Óscar Belmonte, guardaba los documentos.',
    )
    expect(told(['Pedro Ruiz'], 'across_border')).toBe(
      'El tratante [PERSON] huyó. El encargado, [PERSON], guardaba los documentos.',
    )
  })

  test('is read in the own one as the text has it', () => {
    expect(told([], 'none')).toBe(text)
  })
})

describe('a suspect who stood in the record as a guardian', () => {
  const ACCUSED = 'Óscar Belmonte'
  const text = `El encargado, ${ACCUSED}, guardaba los documentos. Lloraba Yaneth Quillahuaman.`
  const persons = [{ names: [ACCUSED], aliases: [], role: 'Exploiter', phones: [] }]
  const guardian = { name: ACCUSED, relation: 'tutor', phone: null, informed: false }
  const then = withSubject({ guardian })
  const record = (changes: object = {}): Held => ({
    kind: 'form',
    form: {
      ...withSubject({ guardian: null }),
      narrative: { lang: 'es', text },
      suspects: { persons, vehicles: [], accounts: [] },
      ...changes,
    },
    before: () => [{ kind: 'form', form: then }],
  })
  const prosecuting: Allowance['disclosure'] = {
    ...{ reader: 'prosecution', purpose: 'criminal_investigation', basis: 'consent' },
    ...{ instrument: 'none', handlingCode: 'h2' },
  }
  const told = (
    held: Held,
    reader: Allowance['disclosure']['reader'],
    categories: readonly string[] = ['identity', 'narrative', 'suspects'],
  ) => {
    const disclosure = { ...prosecuting, reader }
    const shown = project(held, allowed(categories, { disclosure }), { ...OWN, policy: VIEWS })
    return z.looseObject({ text: z.string() }).parse(shown.categories['narrative']).text
  }
  const MASKED = 'El encargado, [PERSON], guardaba los documentos. Lloraba [PERSON].'

  test('is read by police and prosecution as other suspects are', () => {
    const readable = `El encargado, ${ACCUSED}, guardaba los documentos. Lloraba [PERSON].`
    expect(told(record(), 'prosecution')).toBe(readable)
    expect(told(record(), 'police')).toBe(readable)
  })

  test.each([
    ['once the record lists them no more', { suspects: { persons: [], vehicles: [], accounts: [] } }],
    [
      'where it lists somebody of nearly that name',
      { suspects: { persons: [{ ...persons[0], names: ['Óscar Belmonte Ríos'] }], vehicles: [], accounts: [] } },
    ],
    [
      'where nobody is told of that entry, as it has a number of the person',
      {
        suspects: {
          persons: [{ ...persons[0], phones: withSubject({}).subject.identity.phones }],
          vehicles: [],
          accounts: [],
        },
      },
    ],
  ])('stays masked %s', (_, changes) => {
    expect(told(record(changes), 'prosecution')).toBe(MASKED)
  })

  test('stays masked for who does not read suspects', () => {
    expect(told(record(), 'prosecution', ['identity', 'narrative'])).toBe(MASKED)
    expect(told(record(), 'shelter')).not.toContain('Belmonte')
  })
})
