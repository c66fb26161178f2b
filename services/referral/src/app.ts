import type { Ask } from '@amparo/asking'
import type { SigningKey, Trust } from '@amparo/crypto'
import type { HttpApp, TokenVerifier } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { alertChildProtection } from './commands/alert-child-protection.ts'
import { assign, endAssignment } from './commands/assign.ts'
import { fireDue } from './commands/fire-due.ts'
import { noteContact } from './commands/note-contact.ts'
import { recallProtocols } from './commands/recall-protocols.ts'
import { submitReferral } from './commands/submit-referral.ts'
import { takeStep } from './commands/take-step.ts'
import { tendSuspended } from './commands/tend-suspended.ts'
import { callForDelivery } from './commands/watch-delivery.ts'
import { addDailyRoutes } from './daily-work.ts'
import type { Book } from './domain/book.ts'
import { answerDuty } from './events/duty.ts'
import { answerProceedings } from './events/proceedings.ts'
import { answerSide } from './events/side.ts'
import { answerStanding, answerWithWhom } from './events/standing.ts'
import { subscriptions } from './events/subscriptions.ts'
import { answerUnderWay } from './events/under-way.ts'
import { assignRoutes } from './http/assign.ts'
import { dutyRoute } from './http/duty.ts'
import { formsRoute } from './http/forms.ts'
import { getRoute } from './http/get.ts'
import { tagVersions } from './http/if-match.ts'
import { listRoute } from './http/list.ts'
import { paperFormRoute } from './http/paper-form.ts'
import { protocolsRoute } from './http/protocols.ts'
import { stepsRoute } from './http/steps.ts'
import { submitRoute } from './http/submit.ts'
import { suspendedSendersRoute } from './http/suspended-senders.ts'
import { toViewBy } from './http/view.ts'
import type { NewsFeed } from './news-feed.ts'
import { findMinor } from './ports/age.ts'
import { findAgency } from './ports/agencies.ts'
import { attestBy } from './ports/attestation.ts'
import { compareContactBy } from './ports/contact.ts'
import { decideBy } from './ports/decision.ts'
import { findOffering } from './ports/offering.ts'
import { mayTakeOver } from './ports/taking-over.ts'
import { findTreaties } from './ports/treaties.ts'
import { findDuty } from './queries/find-duty.ts'
import { getReferral } from './queries/get-referral.ts'
import { listReferrals } from './queries/list-referrals.ts'
import { listSuspendedSenders } from './queries/list-suspended-senders.ts'
import { minorOf } from './queries/minor-of.ts'
import { paperForm } from './queries/paper-form.ts'
import { findProceedings } from './queries/proceedings.ts'
import { inWhosePlace, standing, standingOutside, withWhom } from './queries/standing.ts'
import { underWay } from './queries/under-way.ts'
import { whomToPhone } from './queries/whom-to-phone.ts'

export interface AppDeps {
  readonly hub: string
  readonly http: HttpApp
  readonly store: Store
  readonly book: Book
  readonly ask: Ask
  readonly feed: NewsFeed
  readonly verifier: TokenVerifier
  readonly sign: SigningKey
  readonly trust: Trust
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
  /** How long ago a referral may have been made by phone or on paper that is entered now. Default: 30 days. */
  readonly longestFallbackMs?: number
}

const LONGEST_FALLBACK_MS = 30 * 24 * 3_600_000

/** Adds the routes, and gives back what is to be subscribed, answered and looked at by the clock. No I/O of its own. */
export function buildApp({
  hub,
  http,
  store,
  book,
  ask,
  feed,
  verifier,
  sign,
  trust,
  log,
  now,
  newId,
  ...given
}: AppDeps) {
  const deps = { run: store.run, now, newId, hub, book }
  const { longestFallbackMs = LONGEST_FALLBACK_MS } = given
  const toView = toViewBy(book, now)
  const asked = {
    findAgency: findAgency(ask),
    findTreaties: findTreaties(ask),
    attest: attestBy(ask, { signer: trust.keyOf('redaction'), now, newId }),
    decide: decideBy(ask, { signer: trust.keyOf('consent'), now, newId }),
  }
  const askAge = findMinor(ask, { signer: trust.keyOf('redaction'), now, newId })
  tagVersions(http)
  protocolsRoute(http, book)
  formsRoute(http, book)
  submitRoute(http, submitReferral({ ...deps, ...asked, findMinor: askAge, longestFallbackMs }), toView)
  listRoute(http, listReferrals(store, book), { toView, now })
  paperFormRoute(http, paperForm({ book, findAgency: asked.findAgency }))
  getRoute(http, getReferral(store, book), toView)
  dutyRoute(http, {
    find: whomToPhone({ store, book, hub, now, ...asked, findOffering: findOffering(ask, hub) }),
    book,
    now,
  })
  const compareContact = compareContactBy(ask, { signer: trust.keyOf('redaction'), now, newId })
  const take = takeStep({ ...deps, ...asked, read: store.read, findMinor: askAge })
  stepsRoute(http, noteContact({ ...deps, compareContact, log }, take), toView)
  assignRoutes(http, { assign: assign(deps), end: endAssignment(deps) }, toView)
  suspendedSendersRoute(http, listSuspendedSenders(store))
  addDailyRoutes(http, { ...deps, store, feed })
  return {
    /** Before anything is done: brings back what was taken out of the folder, and says what is missing. */
    recallProtocols: recallProtocols({ store, book, log, now }),
    subscriptions: subscriptions({ newId, hub, log, book }, { findMinor: askAge, minorOf: minorOf(store, askAge) }),
    proceedings: answerProceedings({ find: findProceedings(store), sign, now }),
    standing: answerStanding({
      verifier,
      find: standing(store, book),
      findOutside: standingOutside(store, book),
      sign,
      now,
    }),
    withWhom: answerWithWhom({ verifier, find: withWhom(store, book, now), sign, now }),
    side: answerSide({ verifier, find: inWhosePlace(store) }),
    duty: answerDuty({ find: findDuty(store, now), sign, now }),
    underWay: answerUnderWay({ find: underWay(store, hub), sign, now }),
    /** Has taken over what suspended agencies have sent, and calls of what nobody takes over; false: there is none. */
    tendSuspended: tendSuspended({
      ...{ ...deps, log, read: store.read, findAgency: asked.findAgency, findOffering: findOffering(ask, hub) },
      mayTakeOver: mayTakeOver(ask, { hub, newId }),
    }),
    /** Makes one escalation that is due; false: none is. */
    fireDue: fireDue({ ...deps, log }),
    /** Tells one sender of an emergency to use the phone; false: none. */
    callForDelivery: callForDelivery({ ...deps, log }),
    /** Tells child protection of one child; false: of none. */
    alertChildProtection: alertChildProtection({ ...deps, log, findOffering: findOffering(ask, hub) }),
  }
}
