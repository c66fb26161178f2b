import type { FileKeyStore, SigningKey, Trust } from '@amparo/crypto'
import type { HttpApp, TokenVerifier } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { buildPackage } from './commands/build-package.ts'
import { completeRecord } from './commands/complete-record.ts'
import { destroyPackageKey } from './commands/destroy-package.ts'
import { openView } from './commands/open-view.ts'
import { PATIENCE_MS } from './commands/patience.ts'
import { readMessages } from './commands/read-messages.ts'
import { recordAssessment } from './commands/record-assessment.ts'
import { recordStatement } from './commands/record-statement.ts'
import { registerSubject } from './commands/register-subject.ts'
import { releasePublicly } from './commands/release-publicly.ts'
import { takeInMessage } from './commands/take-in-message.ts'
import { openPackage } from './commands/take-in-package.ts'
import { writeMessage } from './commands/write-message.ts'
import type { ViewPolicy } from './domain/view-policy.ts'
import { answerAge } from './events/age.ts'
import { answerAttest } from './events/attest.ts'
import { onGrantRefused } from './events/grant-refused.ts'
import { onMessageReceived } from './events/message-received.ts'
import { onMessageSettled } from './events/message-settled.ts'
import { onPackageReceived } from './events/package-received.ts'
import { onReferralSubmitted } from './events/referral-submitted.ts'
import { completeRecordRoute } from './http/complete-record.ts'
import { openViewRoute } from './http/open-view.ts'
import { readMessagesRoute } from './http/read-messages.ts'
import { recordAssessmentRoute } from './http/record-assessment.ts'
import { recordStatementRoute } from './http/record-statement.ts'
import { registerSubjectRoute } from './http/register-subject.ts'
import { releasePubliclyRoute } from './http/release-publicly.ts'
import { writeMessageRoute } from './http/write-message.ts'
import { appendTo } from './ports/access-log.ts'
import type { Ask } from './ports/asking.ts'
import { decideBy } from './ports/decision.ts'
import { directory } from './ports/directory.ts'
import { findStanding } from './ports/standing.ts'
import { findUnderWay } from './ports/under-way.ts'
import { age } from './queries/age.ts'
import { type Forms, findAssessed } from './queries/assessed.ts'
import { attest } from './queries/attest.ts'
import { countFigures } from './queries/figures.ts'
import { openHeld } from './queries/open-held.ts'
import { findStatements } from './queries/statements.ts'
import { dataKeys } from './store/data-keys.ts'
import { hubKeys } from './store/hub-keys.ts'
import type { KeysDatabase } from './store/keys-database.ts'

/** A sealed form is base64 of up to a mebibyte and a half. */
export const BODY_LIMIT = 2 * 1_048_576

/** As the Global Dataset of the Counter Trafficking Data Collaborative has it. */
const LEAST_K = 11

export interface AppDeps {
  readonly hub: string
  readonly http: HttpApp
  readonly store: Store
  readonly keysDatabase: KeysDatabase
  readonly keyStore: FileKeyStore
  readonly ask: Ask
  readonly verifier: TokenVerifier
  readonly sign: SigningKey
  readonly trust: Trust
  /** Checklists and assessment forms, in every version. */
  readonly forms: Forms
  /** What a view holds, field by field. */
  readonly views: ViewPolicy
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
  /** How long what another hub sent waits for its referral. */
  readonly patienceMs?: number
  /** A cell of public figures stands for at least so many persons. */
  readonly leastK?: number
}

/** Adds the routes, and gives back what is to be subscribed and answered. No I/O of its own. */
export function buildApp({
  http,
  keysDatabase,
  keyStore,
  ask,
  verifier,
  trust,
  patienceMs = PATIENCE_MS,
  leastK = LEAST_K,
  ...common
}: AppDeps) {
  const { store, now, newId, log } = common
  const keys = dataKeys(keyStore, keysDatabase)
  const own = hubKeys(keyStore)
  const from = (service: string) => ({ signer: trust.keyOf(service), now, newId })
  const deps = {
    ...common,
    openHeld: openHeld(store, keys),
    findAssessed: findAssessed(store, common.forms),
    findStatements: findStatements(store, common.forms),
    countFigures: countFigures(store, keys, common.forms),
    decide: decideBy(ask, from('consent')),
    append: appendTo(ask, from('audit')),
    directory: directory(ask, now),
    findStanding: findStanding(ask, from('referral')),
    findUnderWay: findUnderWay(ask, from('referral')),
    ...{ patienceMs, leastK, keys, sealKey: own.seal, signKey: own.sign, packageKey: own.sign },
  }
  registerSubjectRoute(http, registerSubject(deps))
  openViewRoute(http, openView(deps))
  writeMessageRoute(http, writeMessage(deps))
  readMessagesRoute(http, readMessages(deps))
  recordAssessmentRoute(http, recordAssessment(deps))
  recordStatementRoute(http, recordStatement(deps))
  releasePubliclyRoute(http, releasePublicly(deps))
  completeRecordRoute(http, completeRecord(deps))
  return {
    subscriptions: [
      onReferralSubmitted({ ...common, build: buildPackage(deps) }),
      onPackageReceived({ newId, log, open: openPackage({ ...deps, keyStore }) }),
      onMessageReceived({ newId, log, take: takeInMessage({ ...deps, keyStore }) }),
      onMessageSettled(),
      onGrantRefused({ log, destroyKey: destroyPackageKey(store, keys) }),
    ],
    attest: answerAttest(verifier, attest(deps)),
    age: answerAge(age(deps), deps),
  }
}
