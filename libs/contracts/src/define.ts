import type { LogNumber } from '@amparo/kernel'
import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from '@bufbuild/protobuf'
import { timestampFromDate } from '@bufbuild/protobuf/wkt'
import { EnvelopeSchema } from './gen/amparo/common/v1/common_pb.ts'
import type { ServiceName } from './services.ts'

/**
 * A fact that one service makes true and others hear of. Who hears is part of the contract: from it come the
 * JetStream consumers, the NATS permissions and docs/events.md.
 */
export interface EventContract<D extends DescMessage = DescMessage> {
  readonly type: string
  readonly source: ServiceName
  readonly consumers: readonly ServiceName[]
  readonly schema: D
  /** It becomes an entry of the access log: its source numbers it, so that one that is dropped leaves a gap. */
  readonly logged: boolean
}

export const defineEvent = <D extends DescMessage>(
  type: `${ServiceName}.${string}.v${number}`,
  schema: D,
  consumers: readonly ServiceName[],
  { logged = false }: { readonly logged?: boolean } = {},
): EventContract<D> => ({ type, source: type.split('.')[0] as ServiceName, consumers, schema, logged })

/** A question with one answerer. Who may ask is part of the contract too. */
export interface QuestionContract<Q extends DescMessage = DescMessage, A extends DescMessage = DescMessage> {
  readonly name: string
  readonly answerer: ServiceName
  readonly askers: readonly ServiceName[]
  readonly request: Q
  readonly response: A
}

export const defineQuestion = <Q extends DescMessage, A extends DescMessage>(
  name: `${ServiceName}.${string}.v${number}`,
  contract: { request: Q; response: A; askers: readonly ServiceName[] },
): QuestionContract<Q, A> => ({ name, answerer: name.split('.')[0] as ServiceName, ...contract })

/** An event ready for the outbox. The relay gives it its sequence number. */
export interface EncodedEvent {
  readonly id: string
  readonly type: string
  readonly source: ServiceName
  readonly aggregateId: string
  readonly aggregateVersion: number
  readonly occurredAt: Date
  readonly correlationId: string
  readonly payload: Uint8Array
  readonly logged: boolean
}

export interface EventMeta {
  readonly id: string
  readonly aggregateId: string
  /** Rises by one with each event of the aggregate, from 1. */
  readonly aggregateVersion: number
  readonly occurredAt: Date
  readonly correlationId: string
}

/** Puts an event into bytes. (To *seal* is something else: OpenPGP.) */
export const encode = <D extends DescMessage>(
  contract: EventContract<D>,
  payload: MessageInitShape<D>,
  meta: EventMeta,
): EncodedEvent => ({
  ...meta,
  type: contract.type,
  source: contract.source,
  logged: contract.logged,
  payload: toBinary(contract.schema, create(contract.schema, payload)),
})

/** What goes onto the stream. */
export const encodeEnvelope = (event: EncodedEvent, sequence: bigint, logNumber?: LogNumber): Uint8Array =>
  toBinary(
    EnvelopeSchema,
    create(EnvelopeSchema, {
      ...event,
      sequence,
      occurredAt: timestampFromDate(event.occurredAt),
      ...(logNumber && { logEpoch: BigInt(logNumber.epoch), logNumber: BigInt(logNumber.number) }),
    }),
  )

/** Throws on bytes that are no envelope. */
export const decodeEnvelope = (bytes: Uint8Array) => fromBinary(EnvelopeSchema, bytes)

/** Throws on bytes that are no such event. */
export const decodePayload = <D extends DescMessage>(
  contract: EventContract<D>,
  payload: Uint8Array,
): MessageShape<D> => fromBinary(contract.schema, payload)
