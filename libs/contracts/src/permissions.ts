import { EVENTS } from './events.ts'
import { QUESTIONS } from './questions.ts'
import type { ServiceName } from './services.ts'
import { eventSubject, inboxPrefix, questionPattern, questionSubject, streamOf } from './subjects.ts'

export interface NatsPermissions {
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
  /** May answer on the reply subject of a request it received; nothing else outside its lists. */
  readonly allowResponses: boolean
}

/** Least permissions of a service in account CORE, made from the contracts: what it neither sends nor answers, it cannot. */
export function permissionsOf(service: ServiceName): NatsPermissions {
  const sources = [...new Set(EVENTS.filter(e => e.consumers.includes(service)).map(e => e.source))]
  const answers = QUESTIONS.filter(q => q.answerer === service)
  return {
    publish: [
      ...EVENTS.filter(e => e.source === service).map(eventSubject),
      ...QUESTIONS.filter(q => q.askers.includes(service)).map(q => questionSubject(q, service)),
      ...sources.flatMap(source => [
        `$JS.API.CONSUMER.INFO.${streamOf(source)}.${service}`,
        `$JS.API.CONSUMER.MSG.NEXT.${streamOf(source)}.${service}`,
        `$JS.ACK.${streamOf(source)}.${service}.>`,
      ]),
    ],
    subscribe: [`${inboxPrefix(service)}.>`, ...answers.map(questionPattern)],
    allowResponses: answers.length > 0,
  }
}

/** What the consumer of `service` on `source`'s stream listens to. */
export const filterSubjects = (source: ServiceName, service: ServiceName): string[] =>
  EVENTS.filter(e => e.source === source && e.consumers.includes(service)).map(eventSubject)
