import type { SigningKey, Trust } from '@amparo/crypto'
import type { HttpApp, TokenVerifier } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { alertChildProtection } from './commands/alert-child-protection.ts'
import { assign, endAssignment } from './commands/assign.ts'
import { fireDue } from './commands/fire-due.ts'
import { reportGone } from './commands/report-gone.ts'
import { submitReferral } from './commands/submit-referral.ts'
import { takeStep } from './commands/take-step.ts'
import { callForDelivery } from './commands/watch-delivery.ts'
import { addDailyRoutes } from './daily-work.ts'
import type { Book } from './domain/book.ts'
import { answerStanding } from './events/standing.ts'
import { subscriptions } from './events/subscriptions.ts'
import { assignRoutes } from './http/assign.ts'
import { dutyPhoneRoute } from './http/duty-phone.ts'
import { formsRoute } from './http/forms.ts'
import { getRoute } from './http/get.ts'
import { tagVersions } from './http/if-match.ts'
import { listRoute } from './http/list.ts'
import { paperFormRoute } from './http/paper-form.ts'
import { protocolsRoute } from './http/protocols.ts'
import { stepsRoute } from './http/steps.ts'
import { submitRoute } from './http/submit.ts'
import { toViewBy } from './http/view.ts'
import type { NewsFeed } from './news-feed.ts'
import { findAgency } from './ports/agencies.ts'
import type { Ask } from './ports/asking.ts'
import { attestBy } from './ports/attestation.ts'
import { decideBy } from './ports/decision.ts'
import { findOffering } from './ports/offering.ts'
import { dutyPhone } from './queries/duty-phone.ts'
import { getReferral } from './queries/get-referral.ts'
import { listReferrals } from './queries/list-referrals.ts'
import { paperForm } from './queries/paper-form.ts'
import { standing, standingOutside } from './queries/standing.ts'

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
    attest: attestBy(ask, { signer: trust.keyOf('redaction'), now, newId }),
    decide: decideBy(ask, { signer: trust.keyOf('consent'), now, newId }),
  }
  tagVersions(http)
  protocolsRoute(http, book)
  formsRoute(http, book)
  submitRoute(http, submitReferral({ ...deps, ...asked, longestFallbackMs }), toView)
  listRoute(http, listReferrals(store, book), { toView, now })
  dutyPhoneRoute(http, dutyPhone(store, { book, now, findAgency: asked.findAgency }))
  paperFormRoute(http, paperForm({ book, findAgency: asked.findAgency }))
  getRoute(http, getReferral(store, book), toView)
  stepsRoute(http, takeStep(deps), toView)
  assignRoutes(http, { assign: assign(deps), end: endAssignment(deps) }, toView)
  addDailyRoutes(http, { ...deps, store, feed })
  return {
    /** Says which versions of protocols are missing under which referrals run. */
    reportGone: reportGone({ store, book, log }),
    subscriptions: subscriptions({ newId, hub, log, book }),
    standing: answerStanding({
      verifier,
      find: standing(store, book),
      findOutside: standingOutside(store, book),
      book,
      sign,
      now,
    }),
    /** Makes one escalation that is due; false: none is. */
    fireDue: fireDue({ ...deps, log }),
    /** Tells one sender of an emergency to use the phone; false: none. */
    callForDelivery: callForDelivery({ ...deps, log }),
    /** Tells child protection of one child; false: of none. */
    alertChildProtection: alertChildProtection({ ...deps, log, findOffering: findOffering(ask, hub) }),
  }
}
