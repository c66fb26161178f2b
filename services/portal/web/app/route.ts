import { type Filters, filtersOf, queryOf } from '../work/filters.ts'

export const LISTS = ['inbox', 'sent', 'drafts', 'protection'] as const
export type ListName = (typeof LISTS)[number]
export const OVERDUE = ['all', 'none', 'colleague', 'called'] as const
export type OverdueOf = (typeof OVERDUE)[number]
const PLAIN = [
  ...(['home', 'new', 'quick', 'many', 'offers', 'capacity', 'duty', 'handover', 'paper'] as const),
  ...([
    'custody',
    'find',
    'notices',
    'findings',
    'books',
    'questions',
    'certifications',
    'samples',
    'reviews',
    'recalls',
    'name-basis',
    'one-case',
    'sheet',
    'contacts',
    'nowhere',
  ] as const),
] as const
type PlainName = (typeof PLAIN)[number]

export type Route =
  | { readonly page: PlainName }
  | { readonly page: ListName; readonly filters?: Filters }
  | {
      readonly page: 'calendar'
      readonly view: 'month' | 'week'
      readonly day: string | undefined
      readonly mine: boolean
    }
  | { readonly page: 'overdue'; readonly of: OverdueOf | undefined }
  | { readonly page: 'referral' | 'record' | 'consents' | 'send'; readonly id: string }
  | { readonly page: 'form'; readonly id: string; readonly form: string }
  | { readonly page: 'onward'; readonly id: string; readonly offer: string }
  | {
      readonly page: 'confirm' | 'stand-by' | 'log' | 'alerts' | 'erasures' | 'redactions' | 'evidence'
      readonly id: string | undefined
    }
  | { readonly page: 'registers'; readonly of: string | undefined }
  /** For somebody who never signs in. */
  | { readonly page: 'link'; readonly id: string }

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const isId = (text: string): boolean => ID.test(text)
const isOneOf = <T extends string>(list: readonly T[], name: string | null | undefined): name is T =>
  list.some(known => known === name)
/** 128 random bits and more, base64url. */
const LINK = /^[A-Za-z0-9_-]{22,64}$/
const FORM = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
/** As the hub's policy names them. */
const REGISTER = /^[a-z][a-z0-9_]{0,39}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text))

const WITH_ID = ['confirm', 'stand-by', 'log', 'alerts', 'erasures', 'redactions', 'evidence'] as const

const NOWHERE: Route = { page: 'nowhere' }

/** Where somebody is stands behind the "#", which no browser sends to a server. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?')
  const [page = '', id, ...rest] = path.split('/')
  if (page === 'referrals' && id !== undefined && isId(id)) return ofReferral(id, rest)
  if (page === 'link' && id !== undefined && LINK.test(id) && rest.length === 0) return { page, id }
  if (rest.length > 0 || (id !== undefined && !isId(id))) return NOWHERE
  if (isOneOf(WITH_ID, page)) return { page, id }
  if (id !== undefined) return NOWHERE
  if (page === '') return { page: 'home' }
  if (isOneOf(LISTS, page)) return { page, filters: filtersOf(query) }
  const given = new URLSearchParams(query)
  if (page === 'calendar') {
    const day = given.get('day') ?? ''
    const view = given.get('view') === 'week' ? 'week' : 'month'
    return { page, view, day: isDay(day) ? day : undefined, mine: given.get('mine') === 'true' }
  }
  if (page === 'overdue') {
    const of = given.get('of')
    return { page, of: isOneOf(OVERDUE, of) ? of : undefined }
  }
  if (page === 'registers') {
    const of = given.get('of') ?? ''
    return { page, of: REGISTER.test(of) ? of : undefined }
  }
  return isOneOf(PLAIN, page) ? { page } : NOWHERE
}

/** The referral itself, its record to be completed, what the person agreed to, a draft to be sent, a form to be answered, or an offer to be sent on. */
function ofReferral(id: string, [part, name, ...rest]: readonly string[]): Route {
  if (part === undefined) return { page: 'referral', id }
  if ((part === 'record' || part === 'consents' || part === 'send') && name === undefined) return { page: part, id }
  if (part === 'offers' && name !== undefined && isId(name) && rest.length === 0)
    return { page: 'onward', id, offer: name }
  const isForm = part === 'forms' && name !== undefined && FORM.test(name) && rest.length === 0
  return isForm ? { page: 'form', id, form: name } : NOWHERE
}

export function addressOf(route: Route): string {
  switch (route.page) {
    case 'home':
      return '#/'
    case 'referral':
      return `#/referrals/${route.id}`
    case 'record':
    case 'consents':
    case 'send':
      return `#/referrals/${route.id}/${route.page}`
    case 'onward':
      return `#/referrals/${route.id}/offers/${route.offer}`
    case 'form':
      return `#/referrals/${route.id}/forms/${route.form}`
    case 'link':
      return `#/link/${route.id}`
    case 'confirm':
    case 'stand-by':
    case 'log':
    case 'alerts':
    case 'erasures':
    case 'redactions':
    case 'evidence':
      return route.id === undefined ? `#/${route.page}` : `#/${route.page}/${route.id}`
    case 'inbox':
    case 'sent':
    case 'drafts':
    case 'protection':
      return withQuery(route.page, queryOf(route.filters ?? {}))
    case 'calendar':
      return withQuery(route.page, calendarQuery(route))
    case 'registers':
      return withQuery(route.page, route.of === undefined ? '' : `of=${route.of}`)
    case 'overdue':
      return withQuery(route.page, route.of === undefined ? '' : `of=${route.of}`)
    default:
      return `#/${route.page}`
  }
}

const withQuery = (page: string, query: string) => (query === '' ? `#/${page}` : `#/${page}?${query}`)

function calendarQuery({ view, day, mine }: Extract<Route, { page: 'calendar' }>): string {
  const query = new URLSearchParams()
  if (view === 'week') query.set('view', 'week')
  if (day !== undefined) query.set('day', day)
  if (mine) query.set('mine', 'true')
  return query.toString()
}
