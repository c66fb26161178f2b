import { once } from 'node:events'
import { Action, append, counted, journalHead } from '@amparo/contracts'
import type { SigningKey, Trust } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import { type Nats, subscribe } from '@amparo/messaging'
import { defineLog, type Log } from '@amparo/observability'
import { type HeldWork, holdLease, type Lease, type Store } from '@amparo/store'
import { answerCounts } from './commands/answer-counts.ts'
import { appendEntry } from './commands/append-entry.ts'
import { carryOver } from './commands/carry-over.ts'
import { destroyAgain } from './commands/destroy-again.ts'
import { limitUnseen } from './commands/emergencies.ts'
import { enterTrails } from './commands/enter-trails.ts'
import { hearJournal } from './commands/hear-journal.ts'
import { type LayDeps, layTiles } from './commands/lay-tiles.ts'
import { numberFaults } from './commands/number-faults.ts'
import { enterFault } from './commands/own-entry.ts'
import type { Projection } from './commands/projection.ts'
import { prune } from './commands/prune.ts'
import { publishHead } from './commands/publish-head.ts'
import { receiptFor } from './commands/receipt.ts'
import { sealOlder } from './commands/seal-older.ts'
import { createSequencer, type Sequencer } from './commands/sequencer.ts'
import { takeNumbered } from './commands/take-numbered.ts'
import { enterUnseen } from './commands/unseen.ts'
import { logWriter } from './commands/write-batch.ts'
import type { AlertPolicy } from './domain/alerts/alert-policy.ts'
import { errors } from './domain/errors.ts'
import type { Retention } from './domain/retention.ts'
import { rewrittenCode } from './domain/rewritten.ts'
import { onGlassBroken } from './events/glass-broken.ts'
import { onJournalWritten } from './events/journal-written.ts'
import { onKeysChanged } from './events/keys-changed.ts'
import { onReferralAssigned } from './events/referral-assigned.ts'
import { onReferralEnded } from './events/referral-ended.ts'
import { onReferralEscalated } from './events/referral-escalated.ts'
import { onReferralTakenOver } from './events/referral-taken-over.ts'
import { onSubjectErased } from './events/subject-erased.ts'
import { onUseMoved, onUsesMoved } from './events/use-moved.ts'
import type { DestroyedNames } from './ports/destroyed-names.ts'
import { askHeld } from './ports/held.ts'
import { enterInto } from './ports/own-log.ts'
import { askWitness, type WitnessAt } from './ports/witness.ts'
import { checkpointSigner } from './queries/checkpoint.ts'
import { keepRepeating } from './repeat.ts'
import type { HalfKeys } from './store/open-keys.ts'
import { watchQuorum } from './watch-quorum.ts'

const messages = defineLog({
  'sequencer.leading': ['token', 'size'],
  // Somebody has to look, each time.
  'glass.broken': { level: 'error', fields: ['glassId', 'referralId', 'agencyId', 'userId', 'code'] },
  'journal.gap': { level: 'error', fields: ['code'] },
  'journal.unheard': { level: 'error', fields: [] },
  // Entries of a service are missing, or two have one number, or it counts anew.
  'source.fault': { level: 'error', fields: ['code'] },
  // A witness has seen more of this log than there is, or other entries.
  'witness.inconsistent': { level: 'error', fields: ['name', 'size'] },
  'witness.unasked': { level: 'error', fields: [] },
  // While nobody outside sees the log, somebody was opened in an emergency.
  'witness.emergency': { level: 'error', fields: ['agencyId', 'userId', 'code'] },
  'log.pruned': ['index'],
  'log.not_pruned': { level: 'error', fields: [] },
  // The database was restored from a backup: who was erased since has been forgotten again.
  'keys.destroyed_again': { level: 'warn', fields: ['count'] },
  'sequencer.failed': { level: 'error', fields: [] },
  // The log was changed, or the folder: somebody has to look.
  'tiles.differ': { level: 'error', fields: ['size'] },
  'tiles.failed': { level: 'error', fields: [] },
})

const PRUNE_EVERY_MS = 6 * 3_600_000
const LISTEN_EVERY_MS = 60_000

export interface LogKeeperDeps {
  readonly hub: string
  /** By which the log is known. */
  readonly origin: string
  readonly store: Store
  readonly keys: HalfKeys
  readonly destroyed: DestroyedNames
  readonly projection: Projection
  readonly nats: Nats
  readonly sign: SigningKey
  readonly trust: Trust
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
  /** Who signs the log's heads; how often they are shown it, and without whom for how long ordinary releases stop. */
  readonly witnesses: readonly WitnessAt[]
  readonly everyMs: number
  readonly limitMs: number
  /** So many people one user may open meanwhile, in emergencies, within 24 hours. */
  readonly emergencies: number
  /** So long an entry is waited for that its source has numbered. */
  readonly gapMs: number
  /** Into which the log is written as files. */
  readonly tiles: Omit<LayDeps, 'store' | 'differs'> | undefined
  /** Undefined: nothing is ever pruned. */
  readonly retention: Retention | undefined
  /** Which findings close an alert. */
  readonly policy: AlertPolicy
  /** How long a dead writer keeps the next one waiting. Default 6 s. */
  readonly leaseTtlMs?: number
}

/**
 * One instance at a time writes the log, and only that one takes entries: the others do not listen for them, so an
 * asker hears `service_unavailable` while nobody does, and releases nothing.
 */
export function keepLog(deps: LogKeeperDeps): HeldWork {
  const { store, log, leaseTtlMs } = deps
  return holdLease(store.leases, {
    name: 'sequencer',
    ...(leaseTtlMs === undefined ? {} : { ttlMs: leaseTtlMs }),
    onError: error => messages['sequencer.failed'](log, {}, error),
    work: (lease, signal) => lead(deps, lease, signal),
  })
}

async function lead(deps: LogKeeperDeps, lease: Lease, signal: AbortSignal): Promise<void> {
  const { hub, store, keys, projection, nats, sign, trust, now, newId, log } = deps
  const again = await destroyAgain(deps)
  if (again > 0) messages['keys.destroyed_again'](log, { count: again })
  const writer = logWriter({ store, keys, lease, now })
  const { frontier } = await writer.load()
  messages['sequencer.leading'](log, { token: lease.token, size: frontier.size })
  const sequencer = createSequencer(writer)
  await carryOver(store, sequencer)
  await sealOlder(store, keys)
  const quorum = await watchQuorum({
    ...{ ...deps, publish: publisher(deps, sequencer) },
    enter: enterUnseen({ hub, sequencer }),
  })
  const alarm = (of: { agencyId: string; userId: string; code: string }) => messages['witness.emergency'](log, of)
  const before = limitUnseen({ ...deps, sequencer, lost: quorum.lost, alarm })
  const enter = enterInto({ ask: nats.ask, signer: trust.keyOf('audit'), now, newId })
  const take = enterTrails({ store, keys, projection, enter, now, newId }, appendEntry({ sequencer, now, before }))
  const laying = layAgain(deps)
  const held = askHeld({ ask: nats.ask, signer: trust.keyOf('redaction'), now, newId })
  const takeAway = prune({ ...deps, sequencer, held, pruned: to => messages['log.pruned'](log, to) })
  const pruning = () => takeAway().catch(error => messages['log.not_pruned'](log, {}, error))
  const tending = keepRepeating(pruning, PRUNE_EVERY_MS)
  const answering = nats.answer(append, async (request, { asker }) => {
    if (!request.entry) throw errors.log_entry_invalid()
    const placed = await take(request.entry, asker)
    return { receipt: receiptFor(request, placed, now(), sign) }
  })
  const faults = numberFaults({ hub, sequencer, now, alarm: ({ code }) => messages['source.fault'](log, { code }) })
  const numbers = { store, faults, now, gapMs: deps.gapMs }
  const numbered = takeNumbered({ ...numbers, sequencer })
  const counts = answerCounts(numbers)
  const counting = nats.answer(counted, (request, { asker }) => counts(request, asker))
  const heard = hearJournal({
    ...{ hub, store, sequencer, now, gapMs: deps.gapMs, signer: trust.keyOf('redaction') },
    alarm: ({ code }) => messages['journal.gap'](log, { code }),
  })
  const hearing = nats.answer(journalHead, heard.hear)
  const listen = () => heard.listen().catch(error => messages['journal.unheard'](log, {}, error))
  const listening = keepRepeating(listen, Math.min(LISTEN_EVERY_MS, deps.gapMs))
  const subscribers = [
    onReferralAssigned(hub, numbered),
    onReferralEnded(numbered),
    onReferralEscalated(hub, numbered),
    onReferralTakenOver(hub, numbered),
    ...onKeysChanged(numbered),
    onUseMoved(numbered),
    onUsesMoved(numbered),
    onSubjectErased({ keys, now, projection }),
    onGlassBroken({
      alarm: ({ glassId, referralId, agencyId, userId, reason: code }) =>
        messages['glass.broken'](log, { glassId, referralId, agencyId, userId, code }),
    }),
    onJournalWritten({
      ...{ hub, store, sequencer, now, signer: trust.keyOf('redaction') },
      alarm: ({ code }) => messages['journal.gap'](log, { code }),
    }),
  ]
  try {
    const subscription = await subscribe(nats, store, 'audit', subscribers, { log })
    try {
      if (!signal.aborted) await once(signal, 'abort')
    } finally {
      await subscription.stop()
    }
  } finally {
    await Promise.all([answering.stop(), counting.stop(), hearing.stop()])
    await listening.stop()
    await quorum.stop()
    await laying.stop()
    await tending.stop()
    await sequencer.stop()
  }
}

function layAgain({ store, tiles, everyMs, log }: LogKeeperDeps): { stop(): Promise<void> } {
  if (tiles === undefined) return { stop: async () => {} }
  const lay = layTiles({ ...tiles, store, differs: ({ size }) => messages['tiles.differ'](log, { size }) })
  return keepRepeating(() => lay().catch(error => messages['tiles.failed'](log, {}, error)), everyMs)
}

function publisher({ hub, origin, store, sign, witnesses, now, log }: LogKeeperDeps, sequencer: Sequencer) {
  const enter = enterFault({ hub, sequencer, now, alarm: () => {} })
  return publishHead({
    ...{ store, witnesses, now, ask: askWitness, signHead: checkpointSigner(origin, sign) },
    failed: error => messages['witness.unasked'](log, {}, error),
    alarm: async ({ name, size }) => {
      messages['witness.inconsistent'](log, { name, size })
      const code = rewrittenCode(name, size)
      await enter({ name: `amparo/log-rewritten/${name}/${size}`, action: Action.LOG_REWRITTEN, code })
    },
  })
}
