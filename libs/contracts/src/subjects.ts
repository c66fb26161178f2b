import type { EventContract, QuestionContract } from './define.ts'
import type { ServiceName } from './services.ts'

/** JetStream stream of a source's events. */
export const streamOf = (source: ServiceName): string => `EVT_${source.toUpperCase()}`
export const eventSubject = (event: Pick<EventContract, 'type'>): string => `evt.${event.type}`
/**
 * The asker is part of the subject, and the server lets each user publish only under its own name: the answerer knows
 * who asks without believing the message.
 */
export const questionSubject = (question: QuestionContract, asker: ServiceName): string =>
  `ask.${question.name}.${asker}`
export const questionPattern = (question: QuestionContract): string => `ask.${question.name}.*`
export const inboxPrefix = (user: string): string => `_INBOX_${user}`
/** Stream of edge messages in account EDGE, and the only subject on which a peer may publish. */
export const EDGE_STREAM = 'EDGE_IN'
export const edgeSubject = (fromHub: string): string => `edge.in.${fromHub}`
