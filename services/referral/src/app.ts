import type { SigningKey, Trust } from '@amparo/crypto'
import type { HttpApp, TokenVerifier } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { assign } from './commands/assign.ts'
import { submitReferral } from './commands/submit-referral.ts'
import { takeStep } from './commands/take-step.ts'
import { protocolTable } from './domain/protocols.ts'
import { onChildConsentRefused } from './events/child-consent-refused.ts'
import { onEvidenceReceived } from './events/evidence-received.ts'
import { onGrantImported } from './events/grant-imported.ts'
import { onPackageNotBuilt } from './events/package-not-built.ts'
import { onReferralUpdateReceived } from './events/referral-update-received.ts'
import { answerStanding } from './events/standing.ts'
import { assignRoute } from './http/assign.ts'
import { getRoute } from './http/get.ts'
import { tagVersions } from './http/if-match.ts'
import { listRoute } from './http/list.ts'
import { stepRoutes } from './http/steps.ts'
import { submitRoute } from './http/submit.ts'
import { findAgency } from './ports/agencies.ts'
import type { Ask } from './ports/asking.ts'
import { attestBy } from './ports/attestation.ts'
import { decideBy } from './ports/decision.ts'
import { getReferral } from './queries/get-referral.ts'
import { listReferrals } from './queries/list-referrals.ts'
import { standing } from './queries/standing.ts'

export interface AppDeps {
  readonly hub: string
  readonly http: HttpApp
  readonly store: Store
  readonly ask: Ask
  readonly verifier: TokenVerifier
  readonly sign: SigningKey
  readonly trust: Trust
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}

/** Adds the routes, and gives back what is to be subscribed and answered. No I/O of its own. */
export function buildApp({ hub, http, store, ask, verifier, sign, trust, log, now, newId }: AppDeps) {
  const deps = { run: store.run, now, newId, hub }
  tagVersions(http)
  submitRoute(
    http,
    submitReferral({
      ...deps,
      findAgency: findAgency(ask),
      attest: attestBy(ask, { signer: trust.keyOf('redaction'), now, newId }),
      decide: decideBy(ask, { signer: trust.keyOf('consent'), now, newId }),
      protocols: protocolTable,
    }),
    now,
  )
  listRoute(http, listReferrals(store), now)
  getRoute(http, getReferral(store), now)
  assignRoute(http, assign(deps), now)
  stepRoutes(http, takeStep(deps), now)

  const hearing = { newId, hub, log }
  return {
    subscriptions: [
      onGrantImported(hearing),
      onChildConsentRefused(hearing),
      onPackageNotBuilt(hearing),
      onEvidenceReceived(hearing),
      onReferralUpdateReceived(hearing),
    ],
    standing: answerStanding({ verifier, find: standing(store), sign, now }),
  }
}
