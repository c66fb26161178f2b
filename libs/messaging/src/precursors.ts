import { EVENTS, type ServiceName } from '@amparo/contracts'
import type { OutboxEntry } from '@amparo/store'

/** By event id, then by consumer: the event of the same aggregate that this consumer must have handled before. */
export type Precursors = ReadonlyMap<string, ReadonlyMap<ServiceName, string>>

const CONSUMERS = new Map(EVENTS.map(event => [event.type, event.consumers]))

/**
 * A consumer hears of some types only, so that versions as it sees them have gaps by nature; and what has left the outbox
 * is with all its consumers. So the predecessor is the last earlier event of the aggregate that is still in the outbox
 * and of a type which the consumer hears.
 *
 * @param entries all that the outbox holds of the aggregates, in order
 */
export function precursorsOf(
  entries: readonly OutboxEntry[],
  consumersOf = (type: string) => CONSUMERS.get(type) ?? [],
) {
  const last = new Map<string, string>()
  const found = new Map<string, Map<ServiceName, string>>()
  for (const { id, type, aggregateId } of entries) {
    const before = new Map<ServiceName, string>()
    for (const consumer of consumersOf(type)) {
      const lane = `${consumer} ${aggregateId}`
      const previous = last.get(lane)
      if (previous !== undefined) before.set(consumer, previous)
      last.set(lane, id)
    }
    found.set(id, before)
  }
  return found satisfies Precursors
}

/** `<consumer>=<event id>`, comma separated. */
export const AFTER_HEADER = 'Amparo-After'

export const writeAfter = (before: ReadonlyMap<ServiceName, string>): string =>
  [...before].map(([consumer, id]) => `${consumer}=${id}`).join(',')

export function readAfter(header: string, consumer: ServiceName): string | undefined {
  const prefix = `${consumer}=`
  const entry = header.split(',').find(part => part.startsWith(prefix))
  return entry?.slice(prefix.length)
}
