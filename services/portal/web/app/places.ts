import type { Texts } from '../i18n/texts/texts.ts'
import type { Route } from './route.ts'

/** Somewhere in the page that the menu leads to. */
export interface Place {
  readonly route: Route
  readonly label: (t: Texts) => string
  readonly scope: string
  /** Pages beside it, in a menu of their own. */
  readonly parts?: readonly Place[]
}

const calendar: Route = { page: 'calendar', view: 'month', day: undefined, mine: false }
const overdue: Route = { page: 'overdue', of: undefined }

/** Leads to the first of them. */
const group = (label: Place['label'], first: Place, ...others: readonly Place[]): Place => ({
  ...first,
  label,
  parts: [first, ...others],
})

/** Places of one kind of work, under a heading. */
export interface Section {
  readonly label: (t: Texts) => string
  readonly places: readonly Place[]
}

const referrals: readonly Place[] = [
  { route: { page: 'inbox' }, label: t => t.nav.inbox, scope: 'referral:read' },
  { route: { page: 'sent' }, label: t => t.nav.sent, scope: 'referral:read' },
  { route: { page: 'drafts' }, label: t => t.places.drafts, scope: 'referral:submit' },
  { route: { page: 'protection' }, label: t => t.places.protection, scope: 'protection:work' },
  group(
    t => t.places.deadlines,
    { route: calendar, label: t => t.places.calendar, scope: 'referral:read' },
    { route: overdue, label: t => t.places.overdue, scope: 'referral:read' },
  ),
  { route: { page: 'offers' }, label: t => t.places.offers, scope: 'referral:read' },
  group(
    t => t.nav.newReferral,
    { route: { page: 'new' }, label: t => t.places.one, scope: 'referral:submit' },
    { route: { page: 'quick' }, label: t => t.case.quick.title, scope: 'referral:submit' },
    { route: { page: 'many' }, label: t => t.places.many, scope: 'referral:submit' },
    { route: { page: 'paper' }, label: t => t.fallback.menu, scope: 'referral:submit' },
  ),
  group(
    t => t.places.team,
    { route: { page: 'duty' }, label: t => t.places.duty, scope: 'referral:read' },
    { route: { page: 'handover' }, label: t => t.places.handover, scope: 'referral:assign' },
    { route: { page: 'capacity' }, label: t => t.places.capacity, scope: 'directory:maintain' },
  ),
]

const consents: readonly Place[] = [
  { route: { page: 'confirm', id: undefined }, label: t => t.nav.confirm, scope: 'consent:confirm' },
  { route: { page: 'one-case' }, label: t => t.oneCase.menu, scope: 'consent:one-case' },
  group(
    t => t.held.due.menu,
    { route: { page: 'reviews' }, label: t => t.held.due.menu, scope: 'consent:record' },
    { route: { page: 'name-basis' }, label: t => t.finding.nameBasis.menu, scope: 'consent:record' },
  ),
  { route: { page: 'recalls' }, label: t => t.record.recall.toAnswer, scope: 'consent:record' },
  { route: { page: 'notices' }, label: t => t.held.notices.menu, scope: 'view:open' },
]

const identity: readonly Place[] = [
  { route: { page: 'redactions', id: undefined }, label: t => t.review.menu, scope: 'redaction:review' },
  group(
    t => t.custody.vault,
    { route: { page: 'custody' }, label: t => t.custody.title, scope: 'identity:custody' },
    { route: { page: 'find' }, label: t => t.finding.title, scope: 'identity:custody' },
  ),
]

const abroad: readonly Place[] = [
  { route: { page: 'evidence', id: undefined }, label: t => t.evidence.menu, scope: 'evidence:request' },
  { route: { page: 'contacts' }, label: t => t.evidence.contact.title, scope: 'evidence:contact' },
]

const audit: readonly Place[] = [
  group(
    t => t.desk.menu.questions,
    { route: { page: 'questions' }, label: t => t.desk.menu.questions, scope: 'audit:answer' },
    { route: { page: 'certifications' }, label: t => t.desk.menu.certifications, scope: 'audit:answer' },
  ),
  { route: { page: 'alerts', id: undefined }, label: t => t.desk.menu.alerts, scope: 'audit:read' },
  { route: { page: 'findings' }, label: t => t.desk.menu.findings, scope: 'audit:read' },
  { route: { page: 'log', id: undefined }, label: t => t.nav.log, scope: 'audit:read' },
  { route: { page: 'registers', of: undefined }, label: t => t.desk.menu.registers, scope: 'audit:read' },
  { route: { page: 'books' }, label: t => t.desk.menu.books, scope: 'audit:read' },
  { route: { page: 'samples' }, label: t => t.desk.menu.samples, scope: 'audit:read' },
  { route: { page: 'erasures', id: undefined }, label: t => t.desk.menu.erasures, scope: 'audit:read' },
]

export const SECTIONS: readonly Section[] = [
  { label: t => t.places.sections.referrals, places: referrals },
  { label: t => t.places.sections.consents, places: consents },
  { label: t => t.places.sections.identity, places: identity },
  { label: t => t.places.sections.abroad, places: abroad },
  { label: t => t.places.sections.audit, places: audit },
]

const PLACES = SECTIONS.flatMap(({ places }) => places)

const isAt = (place: Place, page: Route['page']): boolean =>
  place.route.page === page || (place.parts ?? []).some(part => part.route.page === page)

type May = (scope: string) => boolean

const HOMES: readonly Route['page'][] = ['inbox', 'evidence', 'redactions', 'custody', 'alerts']

/** Where somebody begins: the first of the lists of work that is theirs, else whatever is. */
export function homeOf(may: May): Place | undefined {
  const own = PLACES.filter(({ scope }) => may(scope))
  const [home] = HOMES.flatMap(page => own.find(({ route }) => route.page === page) ?? [])
  return home ?? own[0]
}

/** The place of the main menu in which a page is. */
export const placeOf = (page: Route['page'], may: May): Place | undefined =>
  page === 'home' ? homeOf(may) : PLACES.find(place => isAt(place, page))

/** What a page needs; undefined where it decides itself. */
export const scopeOf = (page: Route['page']): string | undefined =>
  PLACES.flatMap(place => [...(place.parts ?? []), place]).find(({ route }) => route.page === page)?.scope
