/** Where an outgoing message stands. `delivered`, `refused` and `expired` are final; evidence itself is only `sent`. */
export const STATES = ['waiting', 'relayed', 'delivered', 'refused', 'expired', 'sent'] as const
export type State = (typeof STATES)[number]

export const EVIDENCE = ['submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired'] as const
export type Evidence = (typeof EVIDENCE)[number]
export type Kind = 'package' | 'referral_update' | 'evidence'

const FINAL: ReadonlySet<State> = new Set(['delivered', 'refused', 'expired', 'sent'])
export const isFinal = (state: State): boolean => FINAL.has(state)

/**
 * What evidence makes of a message. It ends in exactly one signed positive or negative statement: whatever comes after the
 * first final one changes nothing, save that an expired message may yet turn out to have been delivered or refused.
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
      return state
  }
}

export interface Backoff {
  readonly firstMs: number
  readonly maxMs: number
}
export const BACKOFF: Backoff = { firstMs: 1_000, maxMs: 60_000 }

/** Milliseconds until the next try, after so many: 1 s, 2 s, 4 s ... 60 s. */
export const delayAfter = (attempts: number, { firstMs, maxMs }: Backoff): number =>
  Math.min(maxMs, firstMs * 2 ** Math.min(attempts, 20))
