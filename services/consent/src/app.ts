import type { Ask } from '@amparo/asking'
import { appendTo } from '@amparo/asking'
import { consentKeysChanged } from '@amparo/contracts'
import type { SigningKey, Trust } from '@amparo/crypto'
import type { HttpApp, TokenVerifier } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import { ownKeys } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { addSheet } from './commands/add-sheet.ts'
import { authoriseOneCase } from './commands/authorise-one-case.ts'
import { barHubs } from './commands/bar-hubs.ts'
import { confirmBasis } from './commands/confirm-basis.ts'
import { confirmOneCase } from './commands/confirm-one-case.ts'
import { decideDisclosure } from './commands/decide-disclosure.ts'
import { draftFromFhir } from './commands/draft-from-fhir.ts'
import { endSafeguardingDraft } from './commands/end-safeguarding-draft.ts'
import { endSheetMoved } from './commands/end-sheet-moved.ts'
import { enterOverdueReviews } from './commands/enter-overdue-reviews.ts'
import { examineGrant } from './commands/examine-grant.ts'
import { findSuitable } from './commands/find-suitable.ts'
import { attestHeeding, childHeeding, childhoodsHeeding } from './commands/guardian-found.ts'
import { importGrant } from './commands/import-grant.ts'
import { keepInGroups, keepPermitBy } from './commands/keep-permit.ts'
import { keepUses } from './commands/keep-uses.ts'
import { childOf, linkRecords } from './commands/link-records.ts'
import { narrowConsent } from './commands/narrow-consent.ts'
import { ownRecord } from './commands/own-record.ts'
import { permitEvidence } from './commands/permit-evidence.ts'
import { permitMatch } from './commands/permit-match.ts'
import { permitNotice } from './commands/permit-notice.ts'
import { recordBasis } from './commands/record-basis.ts'
import { recordRefusal } from './commands/record-refusal.ts'
import { reidentify } from './commands/reidentify.ts'
import { reviewBasis } from './commands/review-basis.ts'
import { standBySheet } from './commands/stand-by.ts'
import { takeBack } from './commands/take-back.ts'
import { tellDue } from './commands/tell-due.ts'
import type { FormTexts } from './domain/form-texts.ts'
import type { Policy } from './domain/policy.ts'
import { onDraftEnded } from './events/draft-ended.ts'
import { onGuardianshipChanged } from './events/guardianship-changed.ts'
import { onHubBarred } from './events/hub-barred.ts'
import { onPackageOpened } from './events/package-opened.ts'
import { onRecordsLinked, onRecordsUnlinked } from './events/records-linked.ts'
import { onReferralRefused } from './events/referral-refused.ts'
import { onReferralTakenOver } from './events/referral-taken-over.ts'
import { onSheetMoved } from './events/sheet-moved.ts'
import { onSubjectErased } from './events/subject-erased.ts'
import { onTakenBack } from './events/taken-back.ts'
import { onUsesMoved } from './events/uses-moved.ts'
import { addSheetRoute } from './http/add-sheet.ts'
import { confirmBasisRoute } from './http/confirm-basis.ts'
import { auditDecisionRoute, explainDecisionRoute } from './http/explain-decision.ts'
import { draftFromFhirRoute, getFhirRoute } from './http/fhir.ts'
import { parseForm } from './http/form-body.ts'
import { formTextsRoute } from './http/form-texts.ts'
import { getBasisRoute } from './http/get-basis.ts'
import { getHistoryRoute } from './http/get-history.ts'
import { listBasesRoute } from './http/list-bases.ts'
import { listDueRoute } from './http/list-due.ts'
import { narrowConsentRoute } from './http/narrow-consent.ts'
import { authoriseOneCaseRoute, confirmOneCaseRoute, listOneCasesRoute } from './http/one-case.ts'
import { recordBasisRoute } from './http/record-basis.ts'
import { recordRefusalRoute } from './http/record-refusal.ts'
import { reviewBasisRoute } from './http/review-basis.ts'
import { standByRoute } from './http/stand-by.ts'
import { attestBy } from './ports/attestation.ts'
import { childBy } from './ports/child.ts'
import { childhoodsBy } from './ports/childhoods.ts'
import { type Directory, directoryBy } from './ports/directory.ts'
import { dutyBy } from './ports/duty.ts'
import { grantSignerOf } from './ports/grant-signature.ts'
import { rememberedFor } from './ports/remembered-directory.ts'
import { servedBy } from './ports/served.ts'
import { auditDecision } from './queries/audit-decision.ts'
import { basesOf } from './queries/bases-of.ts'
import { explainDecision } from './queries/explain-decision.ts'
import { getBasis } from './queries/get-basis.ts'
import { getFhir } from './queries/get-fhir.ts'
import { getHistory } from './queries/get-history.ts'
import { listDue } from './queries/list-due.ts'
import { listOneCases } from './queries/list-one-cases.ts'
import { noticesStanding } from './queries/notices-standing.ts'
import { addRecalls } from './recalls.ts'
import { keptRecords } from './store/kept-records.ts'
import { rememberedSubmissions } from './store/remembered-submissions.ts'

export interface AppDeps {
  readonly hub: string
  readonly http: HttpApp
  readonly store: Store
  readonly ask: Ask
  readonly verifier: TokenVerifier
  readonly sign: SigningKey
  readonly trust: Trust
  /** OpenPGP private key, armored, as it stands now: signs the grants of packages. */
  readonly grantKey: () => string
  readonly policy: Policy
  /** How long a decision rests on what the directory has said of an agency or an instrument; 0: it is asked each time. */
  readonly directoryBelievedMs: number
  /** What may be read to a person who is asked for consent. */
  readonly formTexts: FormTexts
  /** How long before a basis ends its agency is told. */
  readonly warnBeforeMs: number
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}

/** Adds the routes, and gives back what is to be subscribed and answered. No I/O of its own. */
export function buildApp({ http, ask, verifier, sign, trust, grantKey, directoryBelievedMs, ...base }: AppDeps) {
  const { now, newId } = base
  const attester = trust.keyOf('redaction')
  const append = appendTo('consent', { ask, signer: trust.keyOf('audit'), now, newId })
  const directory = directoryBy(ask)
  const findDuty = dutyBy(ask, { signer: trust.keyOf('referral'), now, newId })
  const attest = attestHeeding(base, attestBy(ask, { signer: attester, now, newId }))
  const findChild = childHeeding(base, childBy(ask, { signer: attester, now, newId }))
  const findChildhoods = childhoodsHeeding(base, childhoodsBy(ask, { signer: attester, now, newId }))
  const findServed = servedBy(ask, { signer: attester, now, newId })

  recordBasisRoute(http, recordBasis({ ...base, attest, findChild }), now)
  formTextsRoute(http, base.formTexts, now)
  getBasisRoute(http, getBasis(base.store), now)
  getFhirRoute(http, getFhir(base), now)
  draftFromFhirRoute(http, draftFromFhir({ ...base, attest, findChild }, parseForm))
  confirmBasisRoute(http, confirmBasis({ ...base, append, directory, findDuty }), now)
  standByRoute(http, standBySheet({ ...base, append, directory, findDuty }))
  recordRefusalRoute(http, recordRefusal({ ...base, attest, findChild }))
  getHistoryRoute(http, getHistory(base.store))
  narrowConsentRoute(http, narrowConsent({ ...base, findChild }), now)
  addSheetRoute(http, addSheet({ ...base, attest }), now)
  reviewBasisRoute(http, reviewBasis({ ...base, findChild }), now)
  listBasesRoute(http, basesOf(base.store), now)
  listDueRoute(http, listDue(base.store), now)
  authoriseOneCaseRoute(http, authoriseOneCase({ ...base, directory }))
  confirmOneCaseRoute(http, confirmOneCase({ ...base, directory, append, findDuty }))
  listOneCasesRoute(http, listOneCases({ ...base, directory }), base.hub)
  const explain = explainDecision({ ...base, directory })
  explainDecisionRoute(http, explain)
  auditDecisionRoute(http, auditDecision({ ...base, explain, append }))

  const links = [onRecordsLinked(childOf({ ...base, findChild }), linkRecords(base)), onRecordsUnlinked()]
  const keys = ownKeys({ hub: base.hub, run: base.store.run, contract: consentKeysChanged, now, newId })
  const signGrant = grantSignerOf(grantKey, fingerprint => keys.signingWith('consent_sign', fingerprint))
  const asking = { ...base, verifier, attester, directory, append, sign, findChild }
  const { subscriptions: ofRecalls, ...recalls } = addRecalls(http, {
    ...base,
    append,
    attest,
    findChild,
    findChildhoods,
    findDuty,
    directory,
    signGrant,
  })
  return {
    ...recalls,
    decide: decideDisclosure({
      ...{ ...asking, attest, signGrant },
      ...deciding(base.store, directory, directoryBelievedMs),
    }),
    reidentify: reidentify(asking),
    ownRecord: ownRecord(asking),
    permitNotice: permitNotice(asking),
    noticesStanding: noticesStanding({ ...base, directory }),
    permitMatch: permitMatch(asking),
    permitEvidence: permitEvidence(asking),
    tellDue: tellDue(base),
    enterOverdueReviews: enterOverdueReviews({ ...base, append }),
    suitable: findSuitable({ ...base, directory, findChild, findServed }),
    subscriptions: [
      onPackageOpened(examineGrant({ ...base, directory }), importGrant(base)),
      onReferralRefused(),
      onReferralTakenOver(),
      onSubjectErased(),
      onUsesMoved(keepUses(base)),
      onTakenBack(takeBack(base)),
      onDraftEnded(endSafeguardingDraft(base)),
      onSheetMoved(findChild, endSheetMoved(base)),
      onHubBarred(barHubs(base)),
      onGuardianshipChanged(),
      ...links,
      ...ofRecalls,
    ],
  }
}

/** What is decided all the time: on what is remembered, kept in groups, and the directory asked seldom. */
function deciding(store: Store, directory: Directory, believedMs: number) {
  const keep = keepInGroups(store)
  const submissions = rememberedSubmissions()
  return {
    ...{ keep, keepPermit: keepPermitBy({ store, keep, submissions }), records: keptRecords(), submissions },
    directory: rememberedFor(believedMs, directory),
  }
}
