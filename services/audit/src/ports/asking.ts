import { type DescMessage, type MessageShape, toBinary } from '@amparo/contracts'
import { requestHash, type VerificationKey } from '@amparo/crypto'
import { AppError, type Clock, type NewId } from '@amparo/kernel'
import type { Nats } from '@amparo/messaging'

/** For a statement that another service signs: whose key it must be, and when it is. */
export interface AskDeps {
  readonly ask: Nats['ask']
  readonly signer: VerificationKey
  readonly now: Clock
  /** Nonces: an answer belongs to one question. */
  readonly newId: NewId
}

/** What the answer to this question must be bound to. */
export const boundTo = <Q extends DescMessage>(schema: Q, request: MessageShape<Q>, now: Clock) => ({
  now: now(),
  requestHash: requestHash(toBinary(schema, request)),
})

/** Undefined while the other service is away: it is asked again in a minute. */
export const unlessAway = <A>(answer: Promise<A>): Promise<A | undefined> =>
  answer.catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'unavailable') return undefined
    throw error
  })
