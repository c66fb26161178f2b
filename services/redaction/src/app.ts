import type { Ask } from '@amparo/asking'
import { appendTo } from '@amparo/asking'
import { redactionKeysChanged } from '@amparo/contracts'
import type { FileKeyStore, SigningKey, Trust } from '@amparo/crypto'
import { makeSheet, type RunTask } from '@amparo/documents'
import type { HttpApp, TokenVerifier } from '@amparo/http'
import { type Clock, DELIVERY_ENDS, type DeliveryEnds, type NewId } from '@amparo/kernel'
import { ownKeys } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Engine } from '@amparo/text'
import { answerLink } from './commands/answer-link.ts'
import { breakGlass } from './commands/break-glass.ts'
import { buildUnderWay } from './commands/build-under-way.ts'
import { callBackLink } from './commands/call-back-link.ts'
import { type Codes, codesBy } from './commands/codes.ts'
import { compareContact } from './commands/compare-contact.ts'
import { completeRecord } from './commands/complete-record.ts'
import { confirmLink } from './commands/confirm-record-link.ts'
import { destroyHeld } from './commands/destroy-held.ts'
import { destroyPackage } from './commands/destroy-package.ts'
import type { Stamp } from './commands/files/stamp.ts'
import { INDEX_KEY_MS, indexPeople } from './commands/index-people.ts'
import { keepConsentSheet } from './commands/keep-consent-sheet.ts'
import { makeLink } from './commands/make-link.ts'
import { findTakenOver, nameForSuccessor } from './commands/name-for-successor.ts'
import { openLink } from './commands/open-link.ts'
import { openReidentified } from './commands/open-reidentified.ts'
import { openView } from './commands/open-view.ts'
import { Patience } from './commands/patience.ts'
import { readMessages } from './commands/read-messages.ts'
import { readReports } from './commands/read-reports.ts'
import { findSupplemented, rebuildPackage } from './commands/rebuild-package.ts'
import { recordAssessment } from './commands/record-assessment.ts'
import { recordRecall } from './commands/record-recall.ts'
import { recordStatement } from './commands/record-statement.ts'
import { KEY_PATIENCE_MS } from './commands/refused-keys.ts'
import { registerSubject } from './commands/register-subject.ts'
import { releasePublicly } from './commands/release-publicly.ts'
import { requestLink, requestUnlink } from './commands/request-record-link.ts'
import { confirmRequest, requestReidentification } from './commands/request-reidentification.ts'
import { resealText } from './commands/requests/reseal-text.ts'
import { signerOfKey } from './commands/seal-to-agency.ts'
import { giveOutContents } from './commands/sealed/give-out-contents.ts'
import { giveOutFile } from './commands/sealed/give-out-file.ts'
import { giveOutRequestItem } from './commands/sealed/give-out-request-item.ts'
import { searchPeople } from './commands/search-people.ts'
import type { SearchQuota } from './commands/search-quota.ts'
import { showConsentSheet } from './commands/show-consent-sheet.ts'
import { takeInMessage } from './commands/take-in-message.ts'
import { openPackage } from './commands/take-in-package.ts'
import { tellJournal } from './commands/tell-journal.ts'
import { tellLostKeys } from './commands/tell-lost-keys.ts'
import { tendKeys } from './commands/tend-keys.ts'
import { tendReplacedKeys } from './commands/tend-replaced-keys.ts'
import { tendSealSubkeys } from './commands/tend-seal-subkeys.ts'
import { toldKeys } from './commands/told-keys.ts'
import { writeMessage } from './commands/write-message.ts'
import { addCustody, CUSTODY_TIMES, type CustodyTimes } from './custody.ts'
import { LINK_TIMES, type LinkTimes } from './domain/link.ts'
import type { KeyList } from './domain/matching/key-list.ts'
import type { MatchQuota } from './domain/matching/question.ts'
import { SHEET_MS } from './domain/record-sheet.ts'
import { SUBKEY_TIMES, type SubkeyTimes } from './domain/seal-subkey.ts'
import type { ViewPolicy } from './domain/view-policy.ts'
import { answerAge } from './events/age.ts'
import { answerAttest } from './events/attest.ts'
import { answerChild } from './events/child.ts'
import { answerChildhoods } from './events/childhoods.ts'
import { answerContact } from './events/compare-contact.ts'
import { onDestructionAsked } from './events/destruction-asked.ts'
import { onExclusionsRecorded } from './events/exclusions-recorded.ts'
import { onGrantImported } from './events/grant-imported.ts'
import { onMessageReceived } from './events/message-received.ts'
import { onMessageSettled } from './events/message-settled.ts'
import { answerNames } from './events/names.ts'
import { onPackageLetGo } from './events/package-let-go.ts'
import { onPackageReceived } from './events/package-received.ts'
import { onPackageReturned } from './events/package-returned.ts'
import { onPlaced } from './events/placed.ts'
import { onReferralSubmitted } from './events/referral-submitted.ts'
import { onReferralTakenOver } from './events/referral-taken-over.ts'
import { answerServed } from './events/served.ts'
import { addFiles } from './files.ts'
import { breakGlassRoute } from './http/break-glass.ts'
import { completeRecordRoute } from './http/complete-record.ts'
import { consentSheetRoutes } from './http/consent-sheets.ts'
import { duplicatesRoute } from './http/duplicates.ts'
import { giveOutRoutes } from './http/give-out-contents.ts'
import { linkPageRoutes } from './http/link-page.ts'
import { linkRoutes } from './http/links.ts'
import { openViewRoute } from './http/open-view.ts'
import { readMessagesRoute } from './http/read-messages.ts'
import { readReportsRoute } from './http/read-reports.ts'
import { recordAssessmentRoute } from './http/record-assessment.ts'
import { recordLinkRoutes } from './http/record-links.ts'
import { recordStatementRoute } from './http/record-statement.ts'
import { registerSubjectRoute } from './http/register-subject.ts'
import {
  confirmReidentificationRoute,
  openReidentifiedRoute,
  requestReidentificationRoute,
  waitingReidentificationsRoute,
} from './http/reidentifications.ts'
import { releasePubliclyRoute } from './http/release-publicly.ts'
import { searchPeopleRoute } from './http/search-people.ts'
import { writeMessageRoute } from './http/write-message.ts'
import { addMatching, MATCH_QUOTA } from './matching.ts'
import { addOwnRecord } from './own-record.ts'
import { decideBy } from './ports/decision.ts'
import { directory } from './ports/directory.ts'
import { redactFiles } from './ports/documents.ts'
import { expiryBy } from './ports/expiry.ts'
import { findItemUse } from './ports/item-use.ts'
import type { Scan } from './ports/malware.ts'
import { permitToMatch } from './ports/matching.ts'
import { findNoticesStanding, permitNotice } from './ports/notice.ts'
import { findLooks, findRecord } from './ports/own-record.ts'
import { findProceedings } from './ports/proceedings.ts'
import { permitToReidentify } from './ports/reidentify.ts'
import { findRelations } from './ports/relations.ts'
import { findRequest, permitEvidence } from './ports/requests.ts'
import { findOutside, findStanding } from './ports/standing.ts'
import { findUnderWay } from './ports/under-way.ts'
import { findWithWhom } from './ports/with-whom.ts'
import { age } from './queries/age.ts'
import { type Forms, findAssessed, findReports } from './queries/assessed.ts'
import { attest } from './queries/attest.ts'
import { findChild, findChildhoods } from './queries/child.ts'
import { duplicates } from './queries/duplicates.ts'
import { refuseSuspended } from './queries/enforcement.ts'
import { countFigures } from './queries/figures.ts'
import { finding } from './queries/find-people.ts'
import { findReviews } from './queries/find-reviews.ts'
import { listLinks } from './queries/list-links.ts'
import { findNames } from './queries/names.ts'
import { findObstacles } from './queries/obstacles.ts'
import { openHeld, openMany } from './queries/open-held.ts'
import { listRecordLinks } from './queries/record-links.ts'
import { requestReasons } from './queries/request-reasons.ts'
import { findServed } from './queries/served.ts'
import { findStatements } from './queries/statements.ts'
import { waitingRequests } from './queries/waiting-reidentifications.ts'
import { addRequestTexts } from './request-texts.ts'
import { addReviewing } from './reviewing.ts'
import { dataKeys } from './store/data-keys.ts'
import { hubKeys } from './store/hub-keys.ts'
import { indexKeys } from './store/index-key.ts'
import { type JournalNoted, notedIn } from './store/journal-noted.ts'
import type { KeysDatabase } from './store/keys-database.ts'
import { sealKeysOf } from './store/seal-keys.ts'

/** A sealed form is base64 of up to a mebibyte and a half. */
export const BODY_LIMIT = 2 * 1_048_576

export interface Limits {
  readonly searches: SearchQuota
  /** So many identities may one user open alone in seven days. */
  readonly emergencies: number
  /** So many people may one user open in 24 hours; above that, with a recent sign-in. */
  readonly persons: number
  /** So many bytes of files may one agency begin to send in 24 hours. */
  readonly uploads: number
}
/** As the Global Dataset of the Counter Trafficking Data Collaborative has it. */
const LEAST_K = 11

export interface AppDeps {
  readonly hub: string
  readonly http: HttpApp
  readonly store: Store
  readonly keysDatabase: KeysDatabase
  /** Where the journal's lines are remembered out of reach of both databases. */
  readonly besideKeys?: JournalNoted | undefined
  readonly keyStore: FileKeyStore
  readonly ask: Ask
  readonly verifier: TokenVerifier
  readonly sign: SigningKey
  readonly trust: Trust
  /** Checklists and assessment forms, in every version. */
  readonly forms: Forms
  /** Where documents are taken apart and made. */
  readonly sandbox: RunTask
  /** Masks free text. */
  readonly engine: Engine
  readonly limits: Limits
  /** What a view holds, field by field. */
  readonly views: ViewPolicy
  /** By which keys other hubs are asked, and answered. */
  readonly matchKeys: KeyList
  /** So much one hub may ask another. */
  readonly matchQuota?: MatchQuota
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
  /** Since when this process works; now, if not given. */
  readonly upSince?: Date
  /** How long a package whose keys were refused waits for others. */
  readonly keyPatienceMs?: number
  /** By when what is sent to another hub has ended. */
  readonly ends?: DeliveryEnds
  /** Of erasures. */
  readonly times?: CustodyTimes
  /** How long a one-time link can be opened. Default: 72 h, in an emergency 24 h. */
  readonly linkTimes?: LinkTimes
  /** Of links and sheets. Default: each as slow to guess as a password. */
  readonly codes?: Codes
  /** How long a code sheet can be read. Default: 30 days. */
  readonly sheetMs?: number
  /** A cell of public figures stands for at least so many persons. */
  readonly leastK?: number
  /** So long people are indexed by one key at least, whoever is erased. */
  readonly indexKeyMs?: number
  /** Of the subkeys that forms are sealed to. */
  readonly subkeyTimes?: SubkeyTimes
  /** So long an agency's private key is kept after another took its place. */
  readonly agencyKeyMs?: number
  /** Timestamps over entries of custody, where an authority is configured. */
  readonly stamp?: Stamp | undefined
  /** Certificates of authorities that are believed, PEM. */
  readonly authorities?: readonly string[]
  /** Where a scanner for malware is configured. */
  readonly scan?: Scan | undefined
}

/** Adds the routes, and gives back what is to be subscribed and answered. No I/O of its own. */
export function buildApp({
  http,
  keysDatabase,
  besideKeys,
  keyStore,
  ask,
  verifier,
  trust,
  sandbox,
  upSince,
  keyPatienceMs = KEY_PATIENCE_MS,
  leastK = LEAST_K,
  indexKeyMs = INDEX_KEY_MS,
  subkeyTimes = SUBKEY_TIMES,
  agencyKeyMs = SUBKEY_TIMES.keepMs,
  ends = DELIVERY_ENDS,
  times = CUSTODY_TIMES,
  linkTimes = LINK_TIMES,
  codes = codesBy(),
  sheetMs = SHEET_MS,
  matchQuota = MATCH_QUOTA,
  stamp,
  authorities = [],
  scan,
  ...common
}: AppDeps) {
  const { store, now, newId, log } = common
  const keys = dataKeys(keyStore, keysDatabase)
  const own = hubKeys(keyStore)
  const signing = toldKeys(
    own,
    ownKeys({ hub: common.hub, run: store.run, contract: redactionKeysChanged, now, newId }),
  )
  const from = (service: string) => ({ signer: trust.keyOf(service), now, newId })
  const index = indexKeys(keys, keysDatabase)
  const deps = {
    ...common,
    searchQuota: common.limits.searches,
    emergencies: common.limits.emergencies,
    personsADay: common.limits.persons,
    uploadsADay: common.limits.uploads,
    ...{ index, indexKey: index.current, indexKeyMs },
    finding: finding({ store, keys, index }),
    openHeld: openHeld(store, keys),
    findAssessed: findAssessed(store, common.forms),
    findReports: findReports(store, common.forms),
    findStatements: findStatements(store, common.forms),
    findReviews: findReviews(store, common.engine),
    countFigures: countFigures({ store, keys, forms: common.forms, log }),
    decide: decideBy(ask, from('consent')),
    permitToReidentify: permitToReidentify(ask, from('consent')),
    append: appendTo('redaction', { ask, ...from('audit') }),
    findObstacles: findObstacles({
      ...{ store, now, retention: times.retention },
      findProceedings: findProceedings(ask, from('referral')),
    }),
    directory: directory(ask, now),
    redactFileOf: redactFiles(sandbox, { hub: common.hub, now }),
    makeSheet: makeSheet(sandbox),
    scan,
    findStanding: findStanding(ask, from('referral')),
    findRelations: findRelations(ask, from('accounts')),
    findUnderWay: findUnderWay(ask, from('referral')),
    findWithWhom: findWithWhom(ask, from('referral')),
    findOutside: findOutside(ask, from('referral')),
    findItemUse: findItemUse(ask, from('exchange')),
    ...{ findRequest: findRequest(ask, from('exchange')), permitEvidence: permitEvidence(ask, from('consent')) },
    ...{ linkTimes, codes, expiryOf: expiryBy(ends) },
    ...{
      patience: new Patience(now, upSince ?? now()),
      keyPatienceMs,
      leastK,
      keys,
      keysDatabase,
      noted: notedIn(besideKeys === undefined ? [keysDatabase] : [besideKeys, keysDatabase]),
      sealKeys: sealKeysOf(own, keys, keysDatabase),
      signKey: signing.sign,
      packageKey: signing.signFor,
    },
  }
  http.addHook('preHandler', async request => {
    const { scope } = request.routeOptions.config
    if (scope === 'identity:custody' || scope === 'subject:register') await refuseSuspended(deps, request.caller)
  })
  registerSubjectRoute(http, registerSubject(deps))
  openViewRoute(http, openView(deps))
  giveOutRoutes(http, {
    ...{ contents: giveOutContents(deps), file: giveOutFile(deps), requestItem: giveOutRequestItem(deps) },
  })
  writeMessageRoute(http, writeMessage(deps))
  readMessagesRoute(http, readMessages(deps))
  readReportsRoute(http, readReports(deps))
  recordAssessmentRoute(http, recordAssessment(deps))
  requestReidentificationRoute(http, requestReidentification(deps))
  confirmReidentificationRoute(http, confirmRequest(deps))
  waitingReidentificationsRoute(http, waitingRequests(deps))
  openReidentifiedRoute(http, openReidentified(deps))
  duplicatesRoute(http, duplicates(deps))
  recordLinkRoutes(http, {
    ...{ ask: requestLink(deps), askToUnlink: requestUnlink(deps) },
    ...{ confirm: confirmLink(deps), list: listRecordLinks(deps) },
  })
  breakGlassRoute(http, breakGlass(deps))
  searchPeopleRoute(http, searchPeople(deps))
  recordStatementRoute(http, recordStatement(deps))
  consentSheetRoutes(http, { keep: keepConsentSheet(deps), show: showConsentSheet(deps) })
  const files = addFiles(http, { ...deps, keyStore, stamp, authorities })
  releasePubliclyRoute(http, releasePublicly(deps))
  completeRecordRoute(http, completeRecord(deps))
  addReviewing(http, deps)
  const custody = addCustody(http, { ...deps, times })
  linkRoutes(http, { make: makeLink(deps), callBack: callBackLink(deps), list: listLinks(deps), now })
  addOwnRecord(http, {
    ...{ ...deps, sheetMs, findRecord: findRecord(ask, from('consent')), findLooks: findLooks(ask, from('audit')) },
    permitNotice: permitNotice(ask, from('consent')),
    findNoticesStanding: findNoticesStanding(ask, from('consent')),
  })
  const consent = permitToMatch(ask, from('consent'))
  const matching = addMatching(http, { ...deps, matchQuota, keyStore, permitToMatch: consent })
  const { hub } = common
  const certificates = async () => ({
    seal: await deps.directory.sealOf(hub),
    sign: await deps.directory.signerOf(hub, await signerOfKey(await own.sign())),
  })
  linkPageRoutes(http, { open: openLink(deps), answer: answerLink(deps), certificates })
  const build = buildUnderWay(deps)
  return {
    ...custody,
    subscriptions: [
      onReferralSubmitted({ ...common, build }),
      onPackageReturned({ find: findSupplemented(store), newId, log, rebuild: rebuildPackage({ ...deps, build }) }),
      onPackageReceived({ newId, log, open: openPackage({ ...deps, keyStore }) }),
      onMessageReceived({ newId, log, take: takeInMessage({ ...deps, keyStore }) }),
      onMessageSettled({ newId, recalled: recordRecall(common), reseal: resealText(deps) }),
      ...addRequestTexts(http, deps),
      ...files.subscriptions,
      onExclusionsRecorded(),
      onPlaced(),
      onReferralTakenOver(findTakenOver(deps), nameForSuccessor(deps)),
      onDestructionAsked(destroyHeld(deps)),
      ...matching.subscriptions,
      onGrantImported(),
      ...onPackageLetGo({ log, destroy: destroyPackage(keys) }),
    ],
    attest: answerAttest(verifier, attest(deps)),
    age: answerAge(age(deps), deps),
    child: answerChild(findChild(deps), deps),
    childhoods: answerChildhoods(findChildhoods({ ...common, open: openMany(store, keys) }), deps),
    served: answerServed(findServed(deps), deps),
    names: answerNames(findNames(deps), deps),
    contact: answerContact(verifier, compareContact(deps)),
    requestReasons: requestReasons(deps),
    tellJournal: tellJournal({ ...deps, ask }),
    tendKeys: tendKeys({ ...deps, keyStore }),
    tellLostKeys: tellLostKeys(deps),
    tendReplacedKeys: tendReplacedKeys({ ...deps, keyStore, keptMs: agencyKeyMs }),
    tendSealSubkeys: tendSealSubkeys({ ...deps, own, keyStore, subkeyTimes }),
    indexPeople: indexPeople(deps),
    tendMatching: matching.tendMatching,
    files: { ...files.work, parts: files.parts },
  }
}
