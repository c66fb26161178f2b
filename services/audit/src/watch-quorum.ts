import type { Clock } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Published } from './commands/publish-head.ts'
import type { Unseen } from './commands/unseen.ts'
import { type Quorum, quorumOf } from './domain/quorum.ts'
import type { WitnessAt } from './ports/witness.ts'
import { lastSeen } from './queries/last-seen.ts'
import { keepRepeating } from './repeat.ts'

const messages = defineLog({
  'witness.late': { level: 'warn', fields: ['quarters', 'limitMinutes'] },
  'witness.lost': { level: 'error', fields: ['limitMinutes'] },
  'witness.back': ['size'],
  'witness.failed': { level: 'error', fields: [] },
})

export interface QuorumDeps {
  readonly store: Pick<Store, 'read'>
  readonly publish: (signal: AbortSignal) => Promise<Published | undefined>
  /** By which the log is known, and who is asked. */
  readonly origin: string
  readonly witnesses: readonly Pick<WitnessAt, 'key'>[]
  readonly everyMs: number
  readonly limitMs: number
  /** Puts into the log that nobody outside sees it: from half of the limit on, and when it is over. */
  readonly enter: (of: Unseen) => Promise<void>
  readonly now: Clock
  readonly log: Log
}

export interface QuorumWatch {
  /** Whether ordinary releases have to wait. */
  lost(): boolean
  stop(): Promise<void>
}

/**
 * Shows the log to its witnesses again and again, also when nothing was added: that they see it is what counts. A hub
 * for trying out may have named none, and goes on.
 */
export async function watchQuorum(deps: QuorumDeps): Promise<QuorumWatch> {
  const { store, publish, origin, witnesses, everyMs, limitMs, enter, now, log } = deps
  if (witnesses.length === 0) return { lost: () => false, stop: async () => {} }
  const limitMinutes = Math.round(limitMs / 60_000)
  const keys = witnesses.map(({ key }) => key)
  let seenAt = (await store.read(reader => lastSeen(reader, { origin, keys }, now()))) ?? now()
  let told: Quorum = { state: 'seen' }
  let entered = 0
  const tell = async (size: number): Promise<void> => {
    const quorum = quorumOf(seenAt, now(), limitMs)
    if (quorum.state === 'lost' && told.state !== 'lost') messages['witness.lost'](log, { limitMinutes })
    if (quorum.state === 'late' && (told.state !== 'late' || told.quarters < quorum.quarters))
      messages['witness.late'](log, { quarters: quorum.quarters, limitMinutes })
    if (quorum.state === 'seen' && told.state !== 'seen') messages['witness.back'](log, { size })
    told = quorum
    const grave = gravity(quorum)
    if (grave > entered) await enter({ seenAt, forMs: limitMs * grave, limitMs })
    entered = grave
  }
  const show = async (signal: AbortSignal): Promise<number> => {
    const published = await publish(signal)
    if (published !== undefined && published.witnessedAt > seenAt) seenAt = published.witnessedAt
    return published?.size ?? 0
  }
  const failed = (error: unknown): number => {
    messages['witness.failed'](log, {}, error)
    return 0
  }
  const round = async (signal: AbortSignal): Promise<void> => {
    await tell(await show(signal).catch(failed)).catch(failed)
  }
  return {
    lost: () => quorumOf(seenAt, now(), limitMs).state === 'lost',
    ...keepRepeating(round, everyMs),
  }
}

/** Of how much of the time that is over auditors hear. */
const gravity = (quorum: Quorum): number => {
  if (quorum.state === 'lost') return 1
  return quorum.state === 'late' && quorum.quarters >= 2 ? 0.5 : 0
}
