import { decodeEnvelope, type Envelope, eventSubject, type ServiceName, timestampDate } from '@amparo/contracts'
import { AppError, isUnavailable, isUuid, type LogNumber } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { keepRefused, type Store, takeIn } from '@amparo/store'
import type { JsMsg } from '@nats-io/jetstream'
import { messagingErrors } from './errors.ts'
import { STILL_WORKING_MS } from './jetstream-setup.ts'
import { messages } from './log.ts'
import { AFTER_HEADER, readAfter } from './precursors.ts'
import type { EventContext, Subscriber } from './subscriber.ts'

export interface Delivery {
  readonly store: Store
  readonly source: ServiceName
  readonly subscribers: ReadonlyMap<string, Subscriber>
  readonly log: Log | undefined
  /** How often an event failed here, by its number in the stream; the server also counts what was only early. */
  readonly failures: Map<number, number>
}

/** What is away comes back at any moment, and an emergency may be waiting; a mistake stays one. */
const MAX_DELAY_MS = { away: 5_000, unknown: 60_000 }
/** Half a minute: what goes by itself has by then. Of what may be waited for, longer than anything is (an hour). Then about each hour. */
const ALARM = { away: { first: 960, again: 800 }, unknown: { first: 6, again: 60 } }
/** Of what is away the log says each try of the first seconds, then about one in a minute. */
const TOLD = { each: 8, oneIn: 12 }
/** An hour of ten seconds each. */
const ALARM_EARLY = 360
const TYPE = /^[a-z][a-z0-9.-]{0,99}$/

/**
 * Settles one message. Handled or handled before: ack. Unreadable or refused: kept in dead_letter, then term. Its
 * predecessor not handled yet, or anything else wrong: nak, later again. Never throws.
 */
export async function deliver(message: JsMsg, envelope: Envelope | undefined, delivery: Delivery): Promise<void> {
  const working = setInterval(() => message.working(), STILL_WORKING_MS)
  try {
    const settled = await handle(message, envelope, delivery)
    if (settled === 'early') return park(message, envelope, delivery)
    delivery.failures.delete(message.seq)
    message.ack()
  } catch (error) {
    if (error instanceof AppError && !isUnavailable(error)) await giveUp(message, envelope, delivery, error)
    else delay(message, envelope, delivery, error)
  } finally {
    clearInterval(working)
  }
}

async function handle(message: JsMsg, envelope: Envelope | undefined, delivery: Delivery): Promise<'done' | 'early'> {
  const { store, source } = delivery
  const subscriber = envelope && delivery.subscribers.get(envelope.type)
  if (!envelope || !subscriber || !consistent(message, envelope, subscriber)) throw messagingErrors.event_unreadable()
  const after = readAfter(message.headers?.get(AFTER_HEADER) ?? '', store.service)
  const covered = await store.inbox.covered(source, after === undefined ? [envelope.id] : [envelope.id, after])
  if (covered.includes(envelope.id)) return 'done'
  if (after !== undefined && !covered.includes(after)) return 'early'

  const work = await opened(subscriber, envelope, source).prepare()
  await store.run(async tx => {
    if (await takeIn(tx, { source, eventId: envelope.id })) await work(tx)
  })
  return 'done'
}

/** The envelope says what the subject, on which the server lets only the source publish, says too. */
const consistent = (message: JsMsg, envelope: Envelope, { contract }: Subscriber): boolean =>
  message.subject === eventSubject(contract) && envelope.source === contract.source && isUuid(envelope.id)

function opened(subscriber: Subscriber, envelope: Envelope, source: ServiceName) {
  try {
    return subscriber.open(envelope.payload, contextOf(envelope, source))
  } catch (cause) {
    throw messagingErrors.event_unreadable({ cause })
  }
}

const contextOf = (envelope: Envelope, source: ServiceName): EventContext => ({
  id: envelope.id,
  type: envelope.type,
  source,
  sequence: envelope.sequence,
  aggregateId: envelope.aggregateId,
  aggregateVersion: envelope.aggregateVersion,
  occurredAt: envelope.occurredAt ? timestampDate(envelope.occurredAt) : new Date(0),
  correlationId: envelope.correlationId,
  logNumber: logNumberOf(envelope),
})

/** Beyond what a number holds exactly, two of them would be one. */
function logNumberOf({ logEpoch, logNumber }: Envelope): LogNumber | undefined {
  if (logEpoch === 0n && logNumber === 0n) return undefined
  const [epoch, number] = [Number(logEpoch), Number(logNumber)]
  if (!Number.isSafeInteger(epoch) || !Number.isSafeInteger(number) || epoch === 0 || number === 0)
    throw messagingErrors.event_unreadable()
  return { epoch, number }
}

async function giveUp(message: JsMsg, envelope: Envelope | undefined, delivery: Delivery, error: AppError) {
  const { store, source, log } = delivery
  const { code } = error
  // What it is called on the stream, when it cannot be read: else its source would send it for ever.
  const eventId = [envelope?.id, message.headers?.get('Nats-Msg-Id').split('.')[0]].find(id => id && isUuid(id))
  try {
    await store.run(tx => keepRefused(tx, { source, eventId, subject: message.subject, code, message: message.data }))
  } catch (notKept) {
    return delay(message, envelope, delivery, notKept)
  }
  if (log) messages['event.refused'](log, { ...about(envelope), code }, error)
  delivery.failures.delete(message.seq)
  message.term(code)
}

/** Its predecessor is most likely being handled just now; the longer that takes, the less often it is looked for. */
function park(message: JsMsg, envelope: Envelope | undefined, { log }: Delivery): void {
  const attempt = message.info.deliveryCount
  if (log) messages['event.parked'](log, { ...about(envelope), attempt })
  if (log && attempt % ALARM_EARLY === 0) messages['event.stuck'](log, { ...about(envelope), attempt })
  message.nak(Math.min(10_000, 40 + 10 * attempt ** 2))
}

function delay(message: JsMsg, envelope: Envelope | undefined, { log, failures }: Delivery, error: unknown): void {
  // What another instance handled in the end is never taken out one by one.
  if (failures.size > 10_000) failures.clear()
  const failed = (failures.get(message.seq) ?? 0) + 1
  failures.set(message.seq, failed)
  // The server takes whole milliseconds only.
  const why = isUnavailable(error) ? 'away' : 'unknown'
  const delayMs = Math.round(Math.min(MAX_DELAY_MS[why], 250 * 2 ** Math.min(failed, 10)) * (0.75 + Math.random() / 4))
  if (log) {
    if (why === 'unknown' || failed <= TOLD.each || failed % TOLD.oneIn === 0)
      messages['event.delayed'](log, { ...about(envelope), failed, delayMs }, error)
    if (isAlarming(failed, ALARM[why])) messages['event.stuck'](log, { ...about(envelope), attempt: failed }, error)
  }
  message.nak(delayMs)
}

/** It is tried on for ever; but what does not end by itself, somebody has to look into. */
function isAlarming(failed: number, { first, again }: { readonly first: number; readonly again: number }): boolean {
  const beyond = failed - first
  return beyond >= 0 && beyond % again === 0
}

/** Of what may be refused for what it says: no text of it but ids, and of its type only what can be one. */
const about = (envelope: Envelope | undefined) => ({
  eventId: fitting(envelope?.id, isUuid),
  type: fitting(envelope?.type, text => TYPE.test(text)),
  correlationId: fitting(envelope?.correlationId, isUuid),
})

const fitting = (text = '', fits: (text: string) => boolean): string | undefined => (fits(text) ? text : undefined)

/** Undefined for bytes that are no envelope. */
export function envelopeOf(message: JsMsg): Envelope | undefined {
  try {
    return decodeEnvelope(message.data)
  } catch {
    return undefined
  }
}
