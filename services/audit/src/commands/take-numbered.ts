import { setTimeout as sleep } from 'node:timers/promises'
import type { Entry, ServiceName } from '@amparo/contracts'
import type { Clock, LogNumber } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { checkTold } from '../domain/entry-rules.ts'
import type { NewLeaf } from '../domain/placement.ts'
import { epochBefore, missingBefore } from '../store/source-numbers.ts'
import { leafOf, textsOf } from './append-entry.ts'
import type { NumberFaults } from './number-faults.ts'
import { isRefusal } from './own-entry.ts'
import type { Sequencer } from './sequencer.ts'

interface TakeNumberedDeps {
  readonly store: Pick<Store, 'read'>
  readonly sequencer: Pick<Sequencer, 'append'>
  readonly faults: NumberFaults
  readonly now: Clock
  /** So long what is missing is waited for. */
  readonly gapMs: number
}

/** By whom the entries are told, and which number it gave them. */
interface Told {
  readonly source: ServiceName
  readonly logNumber: LogNumber | undefined
}

/** Durable when it resolves. */
export type TakeNumbered = (entries: readonly Entry[], told: Told) => Promise<void>

/** Of what is handled at the same time one may overtake another. */
const OVERTAKEN_MS = [5, 20, 80]

/**
 * Brings what a service told by an event into the log, in the order of that service's numbers. All entries of one event; the last one bears
 * the number, so that where the number stands all of them do.
 *
 * Throws log_entry_invalid where one of them could name somebody, and takes none: the event is given up, its number is missing, and that is
 * put before auditors as any other gap.
 *
 * Throws log_number_early while something before it is missing: it comes again. When that was waited for long enough it is an entry of its
 * own, which a rule puts before auditors, and the log goes on without: whoever takes one row away must not silence all that come after.
 * What comes too late is taken in all the same. A number that stands for something else is an entry, too, and log_number_repeated each time
 * it comes again. A service that counts anew has been restored, or pretends to: that is an entry before its first one.
 */
export function takeNumbered({ sequencer, store, faults, now, gapMs }: TakeNumberedDeps): TakeNumbered {
  /** By epoch of a source, since when something is waited for; and of which it is known what was before. */
  const waiting = new Map<string, number>()
  const begun = new Set<string>()

  async function begins({ source, logNumber }: Numbered): Promise<void> {
    const key = `${source}/${logNumber.epoch}`
    if (begun.has(key)) return
    const before = await store.read(reader => epochBefore(reader, source, logNumber.epoch))
    if (before !== undefined) await faults.restarted(source, logNumber, before)
    begun.add(key)
  }

  async function afterGap(leaf: NewLeaf, { source, logNumber }: Numbered): Promise<void> {
    const missing = await store.read(reader => missingBefore(reader, source, logNumber))
    await faults.gap(source, logNumber, missing)
    await sequencer.append({ ...leaf, logNumber, overGap: true })
  }

  async function appendNumbered(leaf: NewLeaf, told: Numbered): Promise<void> {
    const { source, logNumber } = told
    const key = `${source}/${logNumber.epoch}`
    await begins(told)
    try {
      await inTurn(() => sequencer.append({ ...leaf, logNumber }))
    } catch (error) {
      if (isRefusal(error, 'log_number_repeated')) await faults.forked(source, logNumber, leaf.entryId)
      if (!isRefusal(error, 'log_number_early')) throw error
      const since = waiting.get(key) ?? now().getTime()
      waiting.set(key, since)
      if (now().getTime() - since < gapMs) throw error
      await afterGap(leaf, told)
    }
    waiting.delete(key)
  }

  return async (entries, { source, logNumber }) => {
    const leaves = entries.map(entry => toldLeaf(entry, source))
    for (const [i, leaf] of leaves.entries()) {
      if (logNumber === undefined || i < leaves.length - 1) await sequencer.append(leaf)
      else await appendNumbered(leaf, { source, logNumber })
    }
  }
}

interface Numbered extends Told {
  readonly logNumber: LogNumber
}

async function inTurn(append: () => Promise<unknown>): Promise<void> {
  for (const wait of [...OVERTAKEN_MS, undefined]) {
    try {
      await append()
      return
    } catch (error) {
      if (wait === undefined || !isRefusal(error, 'log_number_early')) throw error
      await sleep(wait)
    }
  }
}

function toldLeaf(entry: Entry, teller: ServiceName): NewLeaf {
  const { entryId, action, source, referralId, userId, assigneeId } = entry
  checkTold({ entryId, action, source, texts: textsOf(entry), ids: [referralId, userId, assigneeId] }, teller)
  return leafOf(entry)
}
