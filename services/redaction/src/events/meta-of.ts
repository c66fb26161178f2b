import type { NewId } from '@amparo/kernel'
import type { EventContext } from '@amparo/messaging'

/** Of an event that is the first of its aggregate, and follows from another. */
export const metaOf = (aggregateId: string, { occurredAt, correlationId }: EventContext, newId: NewId) => ({
  id: newId(),
  aggregateId,
  aggregateVersion: 1,
  occurredAt,
  correlationId,
})
