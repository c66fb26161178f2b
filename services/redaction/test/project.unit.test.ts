import { loadEngine } from '@amparo/text/node'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Held } from '../src/domain/held.ts'
import { packageViewOf } from '../src/domain/package.ts'
import { project } from '../src/domain/project.ts'
import type { RecordedStatement } from '../src/domain/statement.ts'
import type { Allowance } from '../src/domain/view.ts'
import { CANARIES, withSubject } from './fixtures/forms.ts'
import { OPEN } from './fixtures/views.ts'

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
  exploitation: ['WithholdsDocuments'],
}
const form = withSubject({
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
          const isNamed = categories.includes(category) && !(codeNameOnly && category === 'identity')
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
      needs: ['Housing Services', 'Medical and Dental Services'],
      risks: ['trafficker_at_large', 'health_pregnancy', 'asylum_pending'],
    })
    const allowance = allowed(['identity', 'needs', 'risk'])
    expect(project({ kind: 'form', form: asylum }, allowance, OWN)).toEqual(
      project({ kind: 'form', form: quiet }, allowance, OWN),
    )
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

  test('is cut again, never widened, where it is opened', () => {
    const view = packed(form)
    const { categories } = project({ kind: 'package', view }, allowed(['risk', 'identity', 'documents']), OWN)
    expect(Object.keys(categories)).toEqual(['risk'])
  })

  test('does not tell another hub that somebody seeks asylum', () => {
    expect(packed({ ...form, subject: { ...form.subject, migrationStatus: 'AsylumSeeker' } })).toEqual(packed(form))
  })
})
