import { setTimeout as sleep } from 'node:timers/promises'
import {
  AnswerSchema,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  type QuestionContract,
  questionSubject,
  type Refusal,
  SERVICES,
  toBytes,
} from '@amparo/contracts'
import { AppError, type ErrorTable } from '@amparo/kernel'
import { acting } from '@amparo/observability'
import { type NatsConnection, RequestError } from '@nats-io/transport-node'
import { ACTING_ROOM, writeActing } from './acting-header.ts'
import { messagingErrors } from './errors.ts'
import { kindOf } from './refusal.ts'

export interface AskOptions {
  /** Milliseconds. Default 8,000. */
  readonly timeoutMs?: number
  /** The asker's own words for the refusals it expects: `errors` of its table. */
  readonly errors?: { readonly table: ErrorTable }
}

export async function ask<Q extends DescMessage, A extends DescMessage>(
  connection: NatsConnection,
  user: string,
  question: QuestionContract<Q, A>,
  request: MessageInitShape<Q>,
  { timeoutMs = 8_000, errors }: AskOptions = {},
): Promise<MessageShape<A>> {
  const asker = SERVICES.find(service => service === user)
  if (!asker || !question.askers.includes(asker)) throw new TypeError(`${user} does not ask ${question.name}`)
  const bytes = toBytes(question.request, request)
  // The server counts the header too, and closes the connection of whoever sends more.
  if (bytes.byteLength + ACTING_ROOM > (connection.info?.max_payload ?? Number.POSITIVE_INFINITY)) {
    throw messagingErrors.message_too_large()
  }
  const answered = await reply(connection, questionSubject(question, asker), bytes, timeoutMs)
  try {
    const { result } = fromBinary(AnswerSchema, answered)
    if (result.case === 'payload') return fromBinary(question.response, result.value)
    if (result.case === 'refusal') throw refused(result.value, errors?.table)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw messagingErrors.service_unavailable({ cause: error })
  }
  throw messagingErrors.service_unavailable()
}

/** How long somebody is waited for who does not listen: a service that starts again, or one whose subscription is on its way. */
const PATIENCE_MS = 1_000
const PAUSE_MS = 50

async function reply(connection: NatsConnection, subject: string, bytes: Uint8Array, timeoutMs: number) {
  const began = performance.now()
  const head = writeActing(acting())
  const left = (ms: number) => ms - (performance.now() - began)
  for (;;) {
    try {
      return (await connection.request(subject, bytes, { timeout: Math.max(1, left(timeoutMs)), headers: head })).data
    } catch (cause) {
      // The server says so: the question has reached nobody, so to ask again asks once.
      const unheard = cause instanceof RequestError && cause.isNoResponders()
      if (!unheard || left(Math.min(timeoutMs, PATIENCE_MS)) < PAUSE_MS) {
        throw messagingErrors.service_unavailable({ cause })
      }
      await sleep(PAUSE_MS)
    }
  }
}

function refused({ code, kind }: Refusal, table: ErrorTable = messagingErrors.table): AppError {
  const row = Object.hasOwn(table, code) ? table[code] : undefined
  return new AppError(code, row ?? [kindOf(kind), 'Another service has refused this', 'See the code.'])
}
