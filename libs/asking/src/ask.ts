import { type DescMessage, type MessageShape, type QuestionContract, toBinary } from '@amparo/contracts'
import { requestHash, type VerificationKey } from '@amparo/crypto'
import { AppError, type Clock, type NewId } from '@amparo/kernel'

/** Asks another service. Throws an AppError: its refusal, or that it cannot answer now. Never inside a transaction. */
export type Ask = <Q extends DescMessage, A extends DescMessage>(
  question: QuestionContract<Q, A>,
  request: MessageShape<Q>,
) => Promise<MessageShape<A>>

/** For a statement that another service signs: whose key it must be, and when it is. */
export interface Verifying {
  readonly signer: VerificationKey
  readonly now: Clock
  /** Nonces: an answer belongs to one question. */
  readonly newId: NewId
}

export interface Asking extends Verifying {
  readonly ask: Ask
}

/** What the answer to this question must be bound to: `verifyStatement` refuses any other. */
export const boundTo = <Q extends DescMessage>(schema: Q, request: MessageShape<Q>, now: Clock) => ({
  now: now(),
  requestHash: requestHash(toBinary(schema, request)),
})

/** Whether a service did not answer. An answer that does not verify is an answer, and nobody is away because of it. */
export const isAway = (error: unknown): boolean =>
  error instanceof AppError && error.kind === 'unavailable' && error.code !== 'statement_invalid'
