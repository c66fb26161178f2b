import { EVENTS } from './events.ts'
import { QUESTIONS } from './questions.ts'
import { SERVICES, type ServiceName } from './services.ts'
import { eventSubject, inboxPrefix, questionPattern, questionSubject, streamOf } from './subjects.ts'

/** Account of the streams, where no service is. */
export const CORE_ACCOUNT = 'CORE'
/** What a service calls JetStream's API by: `$JS.API` is its own account's, in which there are no streams. */
export const EVENTS_API = 'events.api'

/** A way out of a service's own account: to the service that answers, or to the streams. */
export interface Way {
  readonly to: ServiceName | typeof CORE_ACCOUNT
  /** What the subject is called there. */
  readonly subject: string
  /** What it is called here. */
  readonly as: string
  readonly answers: 'one' | 'many'
}

export interface NatsPermissions {
  readonly ways: readonly Way[]
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
  /** May answer on the reply subject of a request it received; nothing else outside its lists. */
  readonly allowResponses: boolean
}

/** Least permissions of a service, made from the contracts: what it neither sends nor answers, it cannot. */
export function permissionsOf(service: ServiceName): NatsPermissions {
  const ways = [...eventWays(service), ...questionWays(service), ...sourcesOf(service).flatMap(consumerWays(service))]
  const answers = QUESTIONS.filter(q => q.answerer === service)
  // To itself there is no way out of its account.
  const itself = answers.filter(q => q.askers.includes(service)).map(q => questionSubject(q, service))
  return {
    ways,
    publish: [...ways.map(way => way.as), ...itself],
    subscribe: [`${inboxPrefix(service)}.>`, ...answers.map(questionPattern)],
    allowResponses: answers.length > 0,
  }
}

const eventWays = (service: ServiceName): Way[] =>
  EVENTS.filter(event => event.source === service).map(event => way(CORE_ACCOUNT, eventSubject(event)))

const questionWays = (service: ServiceName): Way[] =>
  QUESTIONS.filter(q => q.askers.includes(service) && q.answerer !== service).map(q =>
    way(q.answerer, questionSubject(q, service)),
  )

const sourcesOf = (service: ServiceName): ServiceName[] =>
  SERVICES.filter(source => EVENTS.some(event => event.source === source && event.consumers.includes(service)))

/** To its own consumer of a stream, and to nothing else of JetStream's API. */
const consumerWays = (service: ServiceName) => (source: ServiceName) => {
  const consumer = `${streamOf(source)}.${service}`
  return [
    apiWay(`CONSUMER.INFO.${consumer}`, 'one'),
    apiWay(`CONSUMER.MSG.NEXT.${consumer}`, 'many'),
    way(CORE_ACCOUNT, `$JS.ACK.${consumer}.>`),
  ]
}

const way = (to: Way['to'], subject: string): Way => ({ to, subject, as: subject, answers: 'one' })
const apiWay = (call: string, answers: Way['answers']): Way => ({
  to: CORE_ACCOUNT,
  subject: `$JS.API.${call}`,
  as: `${EVENTS_API}.${call}`,
  answers,
})

/** What the consumer of `service` on `source`'s stream listens to. */
export const filterSubjects = (source: ServiceName, service: ServiceName): string[] =>
  EVENTS.filter(e => e.source === source && e.consumers.includes(service)).map(eventSubject)
