import { appendTo } from '@amparo/asking'
import { exchangeKeysChanged } from '@amparo/contracts'
import type { SigningKey, Trust } from '@amparo/crypto'
import type { HttpApp, TokenVerifier } from '@amparo/http'
import { type Clock, DELIVERY_DUES, type DeliveryDues, type NewId } from '@amparo/kernel'
import { type Nats, ownKeys } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { cleanUp } from './commands/clean-up.ts'
import { answerFileQuestions } from './commands/files/answer-questions.ts'
import { prepareFile, queueFile } from './commands/files/queue-file.ts'
import { beginParts, sendParts } from './commands/files/send-parts.ts'
import { holdBack } from './commands/hold-back.ts'
import { pace } from './commands/pace.ts'
import { prepareMatch, preparePackage, prepareText, queuePackage } from './commands/queue-package.ts'
import { queueStatement } from './commands/queue-statement.ts'
import { queueUpdate } from './commands/queue-update.ts'
import { recall, reinstate } from './commands/recall.ts'
import { noteLetter, noteOpened } from './commands/requests/note-letter.ts'
import { stateFile, statePackage, stateRequestOpened, stateRetrieved, stateText } from './commands/state-about.ts'
import { takeFromPeer } from './commands/take-message.ts'
import type { Allowance } from './domain/allowance.ts'
import { BACKOFF, type Backoff } from './domain/delivery.ts'
import type { Priority } from './domain/dues.ts'
import type { Rules } from './domain/requests/rules.ts'
import { onConsentWithdrawn } from './events/consent-withdrawn.ts'
import { onFileBuilt } from './events/file-built.ts'
import { onFileOutcome } from './events/file-outcome.ts'
import { onGrantRefused } from './events/grant-refused.ts'
import { answerItemUse } from './events/item-use.ts'
import { onLettersOpened } from './events/letters-opened.ts'
import { onMatchBuilt } from './events/match-built.ts'
import { onMessageBuilt } from './events/message-built.ts'
import { onMessageOpened } from './events/message-opened.ts'
import { onMessageRefused } from './events/message-refused.ts'
import { onMessageStored } from './events/message-stored.ts'
import { onPackageBuilt } from './events/package-built.ts'
import { onPackageRefused } from './events/package-refused.ts'
import { onReferralChanged } from './events/referral-changed.ts'
import { onReferralReceived } from './events/referral-received.ts'
import { onReferralRefused } from './events/referral-refused.ts'
import { onReinstated } from './events/reinstated.ts'
import { answerRequestStanding } from './events/request-standing.ts'
import { onStatementMade } from './events/statement-made.ts'
import { onSubjectErased } from './events/subject-erased.ts'
import { onSupplementStored } from './events/supplement-stored.ts'
import { onTakenBack } from './events/taken-back.ts'
import { onViewOpened } from './events/view-opened.ts'
import { edgeRefusalsRoute } from './http/edge-refusals.ts'
import { evidenceRoutes } from './http/evidence.ts'
import { reconciliationsRoute } from './http/reconciliations.ts'
import { evidenceRequestRoutes } from './http/requests/all.ts'
import { directoryBy } from './ports/directory.ts'
import { isFilePart } from './ports/edge-message.ts'
import { hubRequest, verifyPeer } from './ports/hubs.ts'
import { reasonsWrittenBy } from './ports/reasons.ts'
import { inWhosePlace } from './ports/referral.ts'
import { edgeRefusalsOf } from './queries/edge-refusals.ts'
import { evidenceOf, evidenceOfOneRequest, evidenceOfWhatLeft } from './queries/evidence-of.ts'
import { reconciliationsOf } from './queries/reconciliations.ts'
import { requestStanding } from './queries/request-standing.ts'
import { ringing } from './ringing.ts'
import { signingWith } from './signing.ts'

export interface AppDeps {
  readonly hub: string
  readonly http: HttpApp
  readonly store: Store
  readonly nats: Pick<Nats, 'ask'>
  readonly verifier: TokenVerifier
  /** Signs what this service states to others of the hub. */
  readonly sign: SigningKey
  readonly trust: Trust
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
  /** Armored OpenPGP private key, as it stands now. */
  readonly signKey: () => string
  /** What requests for evidence are made, judged and carried by. */
  readonly rules: Rules
  /** Hubs to which there is a way, now. */
  readonly peers?: ReadonlySet<string>
  /** Whether there is one, also to a hub that has only just joined. Default: of `peers`. */
  readonly reaches?: (hub: string) => Promise<boolean>
  readonly backoff?: Backoff
  /** By when what is to be stated of a package, by its priority. */
  readonly dues?: Readonly<Record<Priority, DeliveryDues>>
  /** What a peer may send. */
  readonly allowed?: { readonly messages: Allowance; readonly bytes: Allowance }
}

const ALLOWED = {
  messages: { perSecond: 50, burst: 500 },
  bytes: { perSecond: 16 * 1024 ** 2, burst: 160 * 1024 ** 2 },
}

/** Adds the routes, and gives back what is to be subscribed, taken in and sent. No I/O of its own. */
export async function buildApp(options: AppDeps) {
  const {
    hub,
    http,
    nats,
    log,
    now,
    newId,
    rules,
    peers = new Set<string>(),
    reaches = async hub => peers.has(hub),
    backoff = BACKOFF,
    dues = DELIVERY_DUES,
    allowed = ALLOWED,
  } = options
  let ring: (peer: string) => void = () => {}
  const { store, due } = ringing(options.store, peer => ring(peer))
  const keys = ownKeys({ hub, run: store.run, contract: exchangeKeysChanged, now, newId })
  const { sign, isOwn } = await signingWith(options.signKey, of => keys.signingWith('exchange_sign', of))
  const deps = { hub, now, newId, log, due, dues, store, sign, isOwn }
  const directory = directoryBy(nats)
  const requests = { ...deps, rules, directory, reasonsWritten: reasonsWrittenBy(nats) }
  const take = takeFromPeer({ ...deps, nats, requests, verify: verifyPeer(code => nats.ask(...hubRequest(code))) })
  const heldBack = holdBack({ store, directory, now, log })
  const preparing = { ...deps, reaches }
  const paced = pace({ ...allowed, now, log })
  const append = appendTo('exchange', { ask: nats.ask, signer: options.trust.keyOf('audit'), now, newId })
  const looking = { hub, store, append, now, newId }
  evidenceRoutes(http, {
    ...{
      ofReferral: evidenceOf({ store, inWhosePlace: inWhosePlace(nats) }),
      ofRequest: evidenceOfOneRequest(requests),
    },
    ofWhatLeft: evidenceOfWhatLeft(looking),
  })
  reconciliationsRoute(http, reconciliationsOf(looking))
  edgeRefusalsRoute(http, edgeRefusalsOf(looking))
  evidenceRequestRoutes(http, requests)
  return {
    /** The one to subscribe with: it tells the sender of what its transactions queue. */
    store,
    subscribers: [
      onPackageBuilt(preparePackage(preparing), queuePackage(requests)),
      onPackageRefused(statePackage(deps)),
      onSupplementStored(statePackage(deps)),
      onMessageBuilt(prepareText(preparing), queuePackage(requests)),
      onMatchBuilt(prepareMatch(preparing), queuePackage(requests)),
      onFileBuilt(prepareFile(preparing), queueFile(requests)),
      ...onFileOutcome(stateFile(deps)),
      onMessageStored(stateText(deps), noteLetter(requests)),
      onMessageRefused(stateText(deps)),
      onMessageOpened(stateText(deps), stateRequestOpened(deps)),
      onLettersOpened(noteOpened(deps)),
      onGrantRefused(statePackage(deps)),
      onReferralReceived(statePackage(deps)),
      onReferralRefused(statePackage(deps)),
      onReferralChanged(queueUpdate(deps)),
      onViewOpened(stateRetrieved(deps)),
      onSubjectErased(recall(deps)),
      onConsentWithdrawn(),
      onTakenBack(),
      onReinstated(reinstate(deps)),
      onStatementMade(reaches, queueStatement(deps)),
    ],
    take: async (peer: string, bytes: Uint8Array, place: number) => {
      await paced(peer, bytes.byteLength)
      await take(peer, bytes, place)
    },
    /** The order of parts is nothing to anybody. */
    mayOverlap: isFilePart,
    standing: answerRequestStanding({
      ...{ verifier: options.verifier, sign: options.sign, now },
      find: requestStanding(requests),
    }),
    itemUse: answerItemUse({ ...{ hub, store, rules, now }, verifier: options.verifier, sign: options.sign }),
    sending: { ...deps, backoff, heldBack },
    parts: { begin: beginParts({ ...deps, nats, heldBack }), send: sendParts({ ...deps, nats, heldBack }) },
    answerQuestions: answerFileQuestions({ ...deps, nats }),
    cleanUp: cleanUp({ ...requests, peers }),
    /** Hears for which peer something may be due. */
    onDue: (listener: (peer: string) => void) => {
      ring = listener
    },
  }
}
