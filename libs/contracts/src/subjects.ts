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
/**
 * Stream in account EDGE of what one peer sends, and the only subject on which that peer may publish. Each peer has its own:
 * it fills up its own share only, and the numbers in its acknowledgements tell nothing of what others send.
 */
export const edgeStream = (fromHub: string): string => `EDGE_IN_${fromHub}`
export const edgeSubject = (fromHub: string): string => `edge.in.${fromHub}`
