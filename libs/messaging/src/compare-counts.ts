import { counted, coveredBy } from '@amparo/contracts'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { messages } from './log.ts'
import type { Nats } from './nats.ts'

interface Comparing {
  readonly nats: Pick<Nats, 'ask'>
  readonly store: Pick<Store, 'service' | 'outbox'>
  readonly log?: Log | undefined
}

const ASK_AT_ONCE = 500

/**
 * Tells the access log which number was given last, so that it misses what is dropped though nothing comes after it; and counts anew if the
 * log has more of this database than it knows of: then a backup of it was restored.
 */
export async function compareCounts({ nats, store, log }: Comparing): Promise<void> {
  if (!counted.askers.includes(store.service)) return
  const { outbox } = store
  const before = await outbox.counted()
  const taken = await nats.ask(counted, { epoch: BigInt(before.epoch), last: BigInt(before.number) })
  // Read again: what was given and came meanwhile is no sign of anything.
  const { epoch, number } = await outbox.counted()
  const [latest, last] = [Number(taken.epoch), Number(taken.last)]
  const isAhead = latest > epoch || (latest === epoch && last > number)
  if (epoch !== before.epoch || !(isAhead || taken.repeated)) return
  const told: string[] = []
  const waiting = await outbox.forLog()
  for (let at = 0; at < waiting.length; at += ASK_AT_ONCE) {
    const { coveredIds } = await nats.ask(coveredBy('audit'), { eventIds: waiting.slice(at, at + ASK_AT_ONCE) })
    told.push(...coveredIds)
  }
  if (await outbox.countAnew({ epoch, after: latest, told }))
    log && messages['log.counted_anew'](log, { epoch, number, last })
}
