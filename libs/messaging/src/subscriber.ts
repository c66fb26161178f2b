import {
  type DescMessage,
  decodePayload,
  type EventContract,
  type MessageShape,
  type ServiceName,
} from '@amparo/contracts'
import type { LogNumber } from '@amparo/kernel'
import { runActing } from '@amparo/observability'
import type { Transaction } from '@amparo/store'

/** What is known of an event besides its content. */
export interface EventContext {
  readonly id: string
  readonly type: string
  readonly source: ServiceName
  /** Its number among all events of its source. */
  readonly sequence: bigint
  readonly aggregateId: string
  readonly aggregateVersion: number
  readonly occurredAt: Date
  readonly correlationId: string
  /** Of what becomes an entry of the access log; undefined in one from before they were numbered. */
  readonly logNumber: LogNumber | undefined
}

type Prepare<D extends DescMessage, P> = (event: MessageShape<D>, context: EventContext) => Promise<P>
type Handle<D extends DescMessage, P> = (
  event: MessageShape<D>,
  tx: Transaction,
  context: EventContext,
  prepared: P,
) => Promise<void>

/** Made by `on`. */
export interface Subscriber {
  readonly contract: EventContract
  /** Throws on bytes that are no such event. */
  open(payload: Uint8Array, context: EventContext): OpenedEvent
}

export interface OpenedEvent {
  /** Answers the work to be done in the transaction. */
  prepare(): Promise<(tx: Transaction) => Promise<void>>
}

/**
 * What to do about an event. `handle` runs in one transaction with the event's inbox row: its changes are made once,
 * however often the event is delivered. It asks nothing of other services. What must be asked before is asked in
 * `prepare`, outside of any transaction: that can happen more than once.
 *
 * A thrown AppError gives the event up (it is kept in dead_letter, and an alarm is raised), unless its kind is
 * `unavailable`; that, and any other error, is tried again later, with an alarm when it lasts. So a refusal that is an outcome is not thrown: it is
 * written down and told to whom it concerns.
 */
export function on<D extends DescMessage>(contract: EventContract<D>, handle: Handle<D, undefined>): Subscriber
export function on<D extends DescMessage, P>(
  contract: EventContract<D>,
  prepare: Prepare<D, P>,
  handle: Handle<D, P>,
): Subscriber
export function on<D extends DescMessage, P>(
  contract: EventContract<D>,
  ...steps: readonly [Handle<D, undefined>] | readonly [Prepare<D, P>, Handle<D, P>]
): Subscriber {
  return {
    contract,
    open: (payload, context) => {
      const event = decodePayload(contract, payload)
      return {
        prepare: async () => {
          const of = { correlationId: context.correlationId, scope: '', roles: [] }
          if (steps.length === 1) return tx => runActing(of, () => steps[0](event, tx, context, undefined))
          const prepared = await runActing(of, () => steps[0](event, context))
          return tx => runActing(of, () => steps[1](event, tx, context, prepared))
        },
      }
    },
  }
}
