import type { Client } from '@amparo/client'

type ListQuery = NonNullable<Parameters<Client['inbox']>[0]>

/** What a list is narrowed down to. Codes, yes and dates: they stand in the address, which never names a person. */
export interface Filters {
  readonly state?: string
  readonly priority?: string
  readonly protocol?: string
  readonly service?: string
  readonly turn?: string
  readonly assigned?: string
  readonly overdue?: string
  /** Made by phone or on paper. */
  readonly fallback?: string
  /** First day, as YYYY-MM-DD. */
  readonly since?: string
}
export type FilterName = keyof Filters

const CODE = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

const ALLOWED: Readonly<Record<FilterName, RegExp>> = {
  state: CODE,
  priority: CODE,
  protocol: CODE,
  service: CODE,
  turn: /^mine$/,
  assigned: /^(?:me|none)$/,
  overdue: /^true$/,
  fallback: /^true$/,
  since: DAY,
}
export const FILTER_NAMES = Object.keys(ALLOWED).filter((name): name is FilterName => name in ALLOWED)
const LONGEST = 60

/** Whatever else an address holds counts for nothing. */
export function filtersOf(query: string): Filters {
  const given = new URLSearchParams(query)
  return Object.fromEntries(
    FILTER_NAMES.flatMap(name => {
      const value = given.get(name)
      return value !== null && value.length <= LONGEST && ALLOWED[name].test(value) ? [[name, value]] : []
    }),
  )
}

/** In one order, so that the same list has one address. */
export function queryOf(filters: Filters): string {
  const query = new URLSearchParams()
  for (const name of FILTER_NAMES) {
    const value = filters[name]
    if (value !== undefined && value !== '') query.set(name, value)
  }
  return query.toString()
}

/** The filters with one set, or taken away. Another protocol has other states. */
export function withFilter(filters: Filters, name: FilterName, value: string): Filters {
  const dropped = name === 'protocol' ? [name, 'state'] : [name]
  const kept = Object.fromEntries(Object.entries(filters).filter(([other]) => !dropped.includes(other)))
  return value === '' ? kept : { ...kept, [name]: value }
}

/** As the service takes them: `since` from the beginning of that day here. */
export function askedFor(filters: Filters): ListQuery {
  const { since, turn, assigned, overdue, fallback, ...codes } = filters
  return {
    ...codes,
    ...(turn === undefined ? {} : { turn: 'mine' as const }),
    ...(overdue === undefined ? {} : { overdue: 'true' as const }),
    ...(fallback === undefined ? {} : { fallback: 'true' as const }),
    ...(assigned === 'me' || assigned === 'none' ? { assigned } : {}),
    ...(since === undefined ? {} : { since: new Date(`${since}T00:00`).toISOString() }),
  }
}
