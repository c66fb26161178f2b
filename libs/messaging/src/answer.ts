import {
  AnswerSchema,
  create,
  type DescMessage,
  fieldOf,
  fromBinary,
  inboxPrefix,
  joined,
  type MessageInitShape,
  type MessageShape,
  type QuestionContract,
  questionPattern,
  questionSubject,
  type ServiceName,
  toBinary,
  toPieces,
} from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import { type Log, runActing } from '@amparo/observability'
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node'
import { readActing } from './acting-header.ts'
import { messagingErrors } from './errors.ts'
import { messages } from './log.ts'

export interface Asked {
  /** Vouched for by the server, not by the message. */
  readonly asker: ServiceName
  /** The question as it came: what is signed in answer is bound to these, and not to what they would be written as again. */
  readonly bytes: Uint8Array
}

export type Answerer<Q extends DescMessage, A extends DescMessage> = (
  request: MessageShape<Q>,
  asked: Asked,
) => Promise<MessageInitShape<A>>

export interface Answering {
  /** Takes no more questions, and waits for those under way. */
  stop(): Promise<void>
}

interface AnswerOptions<Q extends DescMessage, A extends DescMessage> {
  readonly question: QuestionContract<Q, A>
  readonly answerer: Answerer<Q, A>
  readonly log: Log | undefined
}

/** More at once are told to come back: a queue here would only outlive its askers' patience. */
const MAX_UNDER_WAY = 256
const LISTEN_AGAIN_MS = 2_000

export function answer<Q extends DescMessage, A extends DescMessage>(
  connection: NatsConnection,
  options: AnswerOptions<Q, A>,
): Answering {
  const { question, log } = options
  // Counted, not collected: a set from which each question is taken again is made anew with each, and all that it was becomes old.
  let underWay = 0
  let stopping = false
  const { promise: allAnswered, resolve } = Promise.withResolvers<void>()
  const settled = (): void => {
    underWay--
    if (stopping && underWay === 0) resolve()
  }
  const respond = async (message: Msg) => {
    const bytes = underWay > MAX_UNDER_WAY ? BUSY : await answerTo(message, options)
    const fits = bytes.byteLength <= (connection.info?.max_payload ?? Number.POSITIVE_INFINITY)
    message.respond(fits ? bytes : refusal(messagingErrors.message_too_large()))
  }
  const listen = (): Subscription =>
    connection.subscribe(questionPattern(question), {
      queue: question.answerer,
      callback: (error, message) => {
        if (error) return notLetListen(error)
        if (!(cameFromAnotherAccount(message) || isOwn(question, message))) return
        underWay++
        // It fails only if the connection is gone, and the asker with it.
        respond(message).then(settled, settled)
      },
    })
  let subscription = listen()
  let refused = false
  let listening: NodeJS.Timeout | undefined
  // The client drops a subscription that the server refuses, as one does whose configuration is wrong for a while.
  const notLetListen = (error: Error) => {
    if (log && !refused) messages['answer.unheard'](log, { question: question.name }, error)
    refused = true
    listening = setTimeout(() => {
      if (stopping || connection.isClosed()) return
      subscription = listen()
      // A server that refuses it says so before it answers this.
      connection.flush().then(
        () => (refused = subscription.isClosed()),
        () => undefined,
      )
    }, LISTEN_AGAIN_MS)
  }
  return {
    stop: async () => {
      clearTimeout(listening)
      if (!subscription.isClosed() && !connection.isClosed()) await subscription.drain().catch(() => {})
      stopping = true
      if (underWay > 0) await allAnswered
    },
  }
}

/**
 * Between accounts the server puts a reply subject of its own in the place of the asker's. Without that, an answerer would reply
 * to whatever the request names, unchecked: to `$JS.API...` or another's inbox, acting for whoever asked.
 */
const cameFromAnotherAccount = ({ reply }: Msg): boolean => reply?.startsWith('_R_.') ?? false

/** What a service asks itself stays in its account, and is answered into its own inbox: it could write there by itself. */
const isOwn = (question: QuestionContract, { subject, reply }: Msg): boolean =>
  subject === questionSubject(question, question.answerer) &&
  (reply?.startsWith(`${inboxPrefix(question.answerer)}.`) ?? false)

async function answerTo<Q extends DescMessage, A extends DescMessage>(
  message: Msg,
  { question, answerer, log }: AnswerOptions<Q, A>,
): Promise<Uint8Array> {
  const asker = question.askers.find(service => service === message.subject.split('.').at(-1))
  try {
    if (!asker) throw messagingErrors.service_unavailable()
    const request = fromBinary(question.request, message.data)
    const of = readActing(message.headers)
    const payload = toPieces(
      question.response,
      await runActing(of, () => answerer(request, { asker, bytes: message.data })),
    )
    return joined(fieldOf(AnswerSchema.field.payload.number, payload))
  } catch (error) {
    if (error instanceof AppError) {
      if (log) messages['answer.refused'](log, { question: question.name, asker, code: error.code })
      return refusal(error)
    }
    if (log) messages['answer.failed'](log, { question: question.name, asker }, error)
    return refusal(messagingErrors.service_unavailable())
  }
}

function refusal({ code, kind }: AppError): Uint8Array {
  return toBinary(AnswerSchema, create(AnswerSchema, { result: { case: 'refusal', value: { code, kind } } }))
}

/** Made once: who has too much to do has no time to make an error with its stack for each. */
const BUSY = refusal(messagingErrors.service_unavailable())
