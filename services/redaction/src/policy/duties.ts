import { agencyTypes, bases, handlingCodes, purposes } from '@amparo/contracts'
import { type Disclosure, INSTRUMENTS, profileFor, type ViewPolicy, withheldBecause } from '../domain/view-policy.ts'

type Duty = readonly [name: string, kept: (policy: ViewPolicy) => boolean]

/** Duties are held against what the file does, not against how it is written. */
const DUTIES: readonly Duty[] = [
  ['migration enforcement is shown nothing', p => p.readers['migration_enforcement']?.sees.length === 0],
  ['an auditor is shown nothing', p => p.readers['audit']?.sees.length === 0],
  [
    'gaps that would tell stay silent',
    p =>
      ['self_incriminating', 'help_seeking', 'health', 'safety', 'migration_status'].every(
        code => p.categories[code]?.secret === true,
      ),
  ],
  [
    'what incriminates a person is not shown to police, prosecution, migration agencies or consulates',
    p => {
      const readers = ['police', 'prosecution', 'migration_protection', 'central_authority', 'consulate']
      return seesNothing(p, { readers }, ['self_incriminating'])
    },
  ],
  [
    'a vital interest carries a code name, safe contact, risk, urgent health and needs, and nothing else',
    p =>
      Object.keys(p.categories).every(category => {
        const carried = VITAL.get(category) ?? []
        return carried === 'all' || seesNothing(p, { bases: ['vital_interest'] }, [category], carried)
      }),
  ],
  ['a hotline knows no name', p => seesNothing(p, { readers: ['hotline'] }, ['identity', 'documents', 'location'])],
  [
    'a consulate sees nothing of protection sought',
    p =>
      seesNothing(
        p,
        { readers: ['consulate'] },
        ['migration_status', 'risk', 'safety', 'exploitation', 'narrative'],
        // Answers to its own referral.
        ['messages'],
      ),
  ],
  [
    'suspects are for those who investigate, prosecute, judge or inspect',
    p => {
      const others = ['police', 'prosecution', 'court', 'central_authority', 'labour_inspection']
      return seesNothing(p, { readers: agencyTypes.all.filter(type => !others.includes(type)) }, ['suspects'])
    },
  ],
  [
    'police and prosecution read suspects in an investigation',
    p =>
      ['police', 'prosecution'].every(reader => {
        const disclosure = { ...INVESTIGATION, reader }
        const sees = ['persons', 'vehicles', 'accounts', 'routes', 'methods'].every(
          field => withheldBecause(p, disclosure, 'suspects', field) === undefined,
        )
        return sees && p.texts.profiles[profileFor(p, disclosure, new Set(['suspects']))].readable.includes('suspect')
      }),
  ],
  [
    'H0, crime only, shows nothing that was told to be helped',
    p => seesNothing(p, { handlingCodes: ['h0'] }, ['health', 'needs', 'help_seeking', 'migration_status']),
  ],
  [
    'H1 is shown to no court without its own order',
    p => {
      const withoutOrder = bases.all.filter(basis => basis !== 'court_order')
      return seesNothing(
        p,
        { handlingCodes: ['h1'], readers: ['court'], bases: withoutOrder },
        Object.keys(p.categories),
      )
    },
  ],
  [
    'for police, prosecution and court nothing is shifted or invented',
    p =>
      disclosures({ readers: ['police', 'prosecution', 'court'] }).every(disclosure =>
        [new Set<string>(), new Set(['suspects'])].every(permitted => {
          const { persons, dates } = p.texts.profiles[profileFor(p, disclosure, permitted)]
          return persons === 'masks' && dates !== 'month'
        }),
      ),
  ],
  [
    'no victim, child, relative, witness or other is readable to anybody',
    p =>
      Object.values(p.texts.profiles).every(({ readable }) =>
        readable.every(role => role === 'suspect' || role === 'official'),
      ),
  ],
  ['who helps reads no suspect', p => p.texts.profiles.assistance.readable.length === 0],
  [
    'what everybody may read names nobody, not even a suspect, and tells no date, age or place, nor a trace of a judgment',
    p => {
      const { readable, persons, dates, ages, places, traces } = p.texts.profiles[p.modes.media_safe.texts]
      const tells = dates !== 'withheld' || ages !== 'withheld' || places !== 'withheld' || traces !== 'withheld'
      return readable.length === 0 && persons === 'masks' && !tells
    },
  ],
  ['of what everybody may read no mask is lifted', p => p.texts.profiles[p.modes.media_safe.texts].lifting === 'never'],
  [
    'figures for everybody are made of no field that finds somebody',
    p =>
      p.modes.media_safe.fields.every(place => {
        const [category = '', field] = place.split('.')
        const known = p.categories[category]
        return field !== undefined && known?.secret === false && known.fields[field]?.finds !== 'directly'
      }),
  ],
]

/** Fields of each category; of the others none. */
const VITAL: ReadonlyMap<string, readonly string[] | 'all'> = new Map<string, readonly string[] | 'all'>([
  ['identity', ['codeName']],
  ['contact', ['safeContact']],
  ['health', ['needs', 'risks']],
  ['risk', 'all'],
  ['needs', 'all'],
])

const INVESTIGATION: Omit<Disclosure, 'reader'> = {
  purpose: 'criminal_investigation',
  basis: 'consent',
  instrument: 'none',
  handlingCode: 'h2',
}

interface Span {
  readonly readers?: readonly string[]
  readonly bases?: readonly string[]
  readonly handlingCodes?: readonly string[]
}

/** Every disclosure of that kind. */
const disclosures = ({
  readers = agencyTypes.all,
  bases: on = bases.all,
  handlingCodes: codes = handlingCodes.all,
}: Span) =>
  readers.flatMap(reader =>
    purposes.all.flatMap(purpose =>
      on.flatMap(basis =>
        INSTRUMENTS.flatMap(instrument =>
          codes.map((handlingCode): Disclosure => ({ reader, purpose, basis, instrument, handlingCode })),
        ),
      ),
    ),
  )

const seesNothing = (policy: ViewPolicy, span: Span, categories: readonly string[], but: readonly string[] = []) =>
  disclosures(span).every(disclosure =>
    categories.every(category =>
      Object.keys(policy.categories[category]?.fields ?? {}).every(
        field => but.includes(field) || withheldBecause(policy, disclosure, category, field) !== undefined,
      ),
    ),
  )

export const brokenDuties = (policy: ViewPolicy): string[] =>
  DUTIES.filter(([, kept]) => !kept(policy)).map(([name]) => name)
