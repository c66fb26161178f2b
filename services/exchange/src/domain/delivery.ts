/** Where an outgoing message stands. `delivered`, `refused` and `expired` are final; evidence itself is only `sent`. */
export const STATES = ['waiting', 'relayed', 'delivered', 'refused', 'expired', 'sent'] as const
export type State = (typeof STATES)[number]

/** Of the sending hub: nothing was stated by when it was due. It is tried on. */
export const MISSED = ['not_relayed', 'not_delivered', 'not_retrieved'] as const
export type Missed = (typeof MISSED)[number]

export const EVIDENCE = [
  ...(['submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired'] as const),
  ...MISSED,
] as const
export type Evidence = (typeof EVIDENCE)[number]
export type Kind =
  | 'package'
  | 'referral_update'
  | 'evidence'
  | 'message'
  | 'supplement'
  | 'statement'
  | 'ledger'
  | 'ledger_answer'
  | 'evidence_request'
  | 'match'
  | 'file'
  | 'file_question'
  | 'file_answer'

const FINAL: ReadonlySet<State> = new Set(['delivered', 'refused', 'expired', 'sent'])
export const isFinal = (state: State): boolean => FINAL.has(state)

/** What only the receiving hub can know. That a message was submitted or has expired is the sending hub's to say. */
const OF_RECEIVER: ReadonlySet<string> = new Set(['relayed', 'delivered', 'retrieved', 'refused'])
export const isOfReceiver = (kind: string): kind is Evidence => OF_RECEIVER.has(kind)

/**
 * What evidence makes of a message. It ends in exactly one signed positive or negative statement: whatever comes after the
 * first final one changes nothing. What the other hub stated in time and what comes late, over a line that was cut, stands in place of this
 * hub's word that it has expired (`isOvertaken`).
 */
export function next(state: State, evidence: Evidence): State {
  if (state === 'sent') return state
  switch (evidence) {
    case 'relayed':
      return state === 'waiting' ? 'relayed' : state
    case 'delivered':
    case 'retrieved':
      return state === 'refused' ? state : 'delivered'
    case 'refused':
      return state === 'delivered' ? state : 'refused'
    case 'expired':
      return isFinal(state) ? state : 'expired'
    case 'submitted':
    case 'not_relayed':
    case 'not_delivered':
    case 'not_retrieved':
      return state
  }
}

/** A statement against the final one. Nobody may be told it: a referral that was taken in would fail by it. */
export function contradicts(state: State, evidence: Evidence): boolean {
  if (evidence === 'refused') return state === 'delivered'
  if (evidence === 'expired') return isFinal(state)
  return state === 'refused' && (evidence === 'delivered' || evidence === 'retrieved')
}

/**
 * Whether a statement that a message has expired stands no more, since the other hub had answered for it: of all that is stated about a message,
 * by whomever and in whatever order it came, exactly one final statement is not overtaken.
 */
export const isOvertaken = (said: Evidence, statedAboutIt: readonly Evidence[]): boolean =>
  said === 'expired' && statedAboutIt.some(kind => ENDS_BY_RECEIVER.has(kind))

const ENDS_BY_RECEIVER: ReadonlySet<Evidence> = new Set(['delivered', 'refused'])

export interface Backoff {
  readonly firstMs: number
  readonly maxMs: number
}
export const BACKOFF: Backoff = { firstMs: 1_000, maxMs: 60_000 }

/** What is relayed is safe with the peer, and sent again only in case its last statement was lost. */
const RELAYED_FACTOR = 10

/** Milliseconds until the next try, after so many: 1 s, 2 s, 4 s ... 60 s; ten times that once it is relayed. */
export function delayAfter(attempts: number, { firstMs, maxMs }: Backoff, state: State = 'waiting'): number {
  const delay = Math.min(maxMs, firstMs * 2 ** Math.min(attempts, 20))
  return state === 'relayed' ? delay * RELAYED_FACTOR : delay
}

/** What a statement can be about: a view of a person, what one agency wrote to another, a file, or steps of a request for evidence. */
export const CARRIED = ['package', 'message', 'file', 'request'] as const
export type Carried = (typeof CARRIED)[number]
