import type { Api } from './api/request.ts'

export interface BookDifference {
  readonly messageId: string
  /** Null: this hub has no such message. */
  readonly referralId: string | null
  readonly kind: 'not_here' | 'not_sent' | 'other_content' | 'other_outcome'
}

/** What two hubs' books say of the messages of one day. */
export interface Reconciliation {
  /** YYYY-MM-DD, UTC. */
  readonly day: string
  readonly hub: string
  /** The how-manieth time that day was told: soon after it, again once all of it has ended, or anew after a backup. */
  readonly round: number
  readonly direction: 'sent' | 'received'
  /** `awaited`: the other hub has not answered yet. */
  readonly state: 'awaited' | 'agreed' | 'differs'
  readonly messages: number
  readonly found: number
  /** 200 of them at most. */
  readonly differences: readonly BookDifference[]
}

/** What came over another hub's line and was not believed. */
export interface EdgeRefusal {
  /** YYYY-MM-DD, UTC. */
  readonly day: string
  readonly hub: string
  readonly code: string
  readonly times: number
  /** ISO 8601 */
  readonly lastAt: string
}

/** For who reads the access log. Every method throws ProblemError. */
export interface Books {
  /** Newest day first, so many days as a page has; `before`: what `next` was of the page before. */
  reconciliations(query: { before?: string; different?: boolean }): Promise<{
    items: readonly Reconciliation[]
    next?: string
  }>
  edgeRefusals(): Promise<readonly EdgeRefusal[]>
}

export const books = (api: Api): Books => ({
  reconciliations: ({ before, different }) =>
    api.get('exchange', '/reconciliations', { before, different: different ? 'true' : undefined }),
  edgeRefusals: async () => (await api.get<{ items: EdgeRefusal[] }>('exchange', '/edge-refusals')).items,
})
