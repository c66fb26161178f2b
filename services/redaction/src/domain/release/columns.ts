import { CHILD_BANDS } from '../age.ts'
import type { SubjectForm } from '../subject-form.ts'
import { covers, type ViewPolicy } from '../view-policy.ts'
import type { Column, Row } from './k-anonymity.ts'

interface Source {
  /** Of the view policy: a column is made only of what is media-safe. Empty: of nothing of the person. */
  readonly field: readonly [category: string, field: string] | undefined
  readonly read: (form: SubjectForm, registered: Date) => string
  readonly steps: Column['steps']
}

const same = (value: string): string => value
const nothing = { called: 'not told', of: () => '*' }
const asIs = { called: 'as recorded', of: same }
const UNKNOWN = 'unknown'
const SEVERAL = 'several'

const listed = (codes: readonly string[]): string => [...new Set(codes)].sort().join('+') || UNKNOWN
const kinds = { called: 'one kind, or several', of: (value: string) => (value.includes('+') ? SEVERAL : value) }
const ofAge = (band: string): string =>
  band === UNKNOWN ? band : CHILD_BANDS.includes(band) ? 'under 18' : '18 or older'

/** What figures for everybody can be made of, in the manner of the CTDC data set. */
const SOURCES = {
  year: {
    field: undefined,
    read: (_, registered) => String(registered.getUTCFullYear()),
    steps: [asIs, { called: 'five years', of: year => `${Number(year) - (Number(year) % 5)}-` }, nothing],
  },
  gender: { field: ['identity', 'gender'], read: form => form.subject.gender, steps: [asIs, nothing] },
  ageBand: {
    field: ['needs', 'ageBand'],
    read: form => form.subject.ageBand ?? UNKNOWN,
    steps: [asIs, { called: 'child or adult', of: ofAge }, nothing],
  },
  isMinor: { field: ['minors', 'isMinor'], read: form => String(form.subject.isMinor), steps: [asIs, nothing] },
  citizenship: {
    field: ['identity', 'nationalities'],
    read: form => listed(form.subject.nationalities),
    steps: [asIs, kinds, nothing],
  },
  status: { field: ['exploitation', 'status'], read: form => form.trafficking.status, steps: [asIs, nothing] },
  exploitation: {
    field: ['exploitation', 'exploitationTypes'],
    read: form => listed(form.trafficking.exploitationTypes),
    steps: [asIs, kinds, nothing],
  },
  control: {
    field: ['exploitation', 'methodsOfControl'],
    read: form => listed(form.trafficking.methodsOfControl),
    steps: [asIs, kinds, nothing],
  },
  recruitment: {
    field: ['exploitation', 'recruitment'],
    read: form => listed(form.trafficking.recruitment),
    steps: [asIs, kinds, nothing],
  },
  countryOfExploitation: {
    field: ['exploitation', 'events'],
    read: form =>
      listed(form.trafficking.events.filter(({ type }) => type === 'Exploitation').map(({ country }) => country)),
    steps: [asIs, kinds, nothing],
  },
} as const satisfies Readonly<Record<string, Source>>

export type ColumnName = keyof typeof SOURCES
export const COLUMN_NAMES = [
  'year',
  'gender',
  'ageBand',
  'isMinor',
  'citizenship',
  'status',
  'exploitation',
  'control',
  'recruitment',
  'countryOfExploitation',
] as const satisfies readonly ColumnName[]

/** Of those asked for, in their own order, the ones that the policy has as media-safe. */
export const safeColumns = (names: readonly ColumnName[], { modes }: ViewPolicy): ColumnName[] =>
  COLUMN_NAMES.filter(name => {
    const source: Source = SOURCES[name]
    const isSafe = source.field === undefined || covers(modes.media_safe.fields, ...source.field)
    return names.includes(name) && isSafe
  })

export const columnsOf = (names: readonly ColumnName[]): Column[] =>
  names.map(name => ({ name, steps: SOURCES[name].steps }))

export const rowOf = (form: SubjectForm, registered: Date, names: readonly ColumnName[]): Row =>
  Object.fromEntries(names.map(name => [name, SOURCES[name].read(form, registered)]))

/** Of the columns: what the log says was released. */
export const categoriesOf = (names: readonly ColumnName[]): string[] => [
  ...new Set(
    names.flatMap(name => {
      const source: Source = SOURCES[name]
      return source.field === undefined ? [] : [source.field[0]]
    }),
  ),
]
