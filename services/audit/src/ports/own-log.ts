import { type Asking, appendTo, type EntryInit } from '@amparo/asking'
import { type Action, timestampFromDate } from '@amparo/contracts'

/** Whoever works at the desk, as the token says. */
export interface Worker {
  readonly user: string
  readonly agency: string
  readonly hub: string
  readonly acr: string
}

export interface Deed extends Omit<EntryInit, 'action' | 'entryId'> {
  /** Default: a new one. */
  readonly entryId?: string
  readonly action: Action
  readonly code: string
}

/**
 * What somebody does at the desk, in the log; nobody: the service by itself. Durable when it answers; throws when it is not, and then
 * nothing is shown or done.
 */
export type Enter = (by: Worker | undefined, deed: Deed) => Promise<void>

/** `signer`: the service's own key. Any instance answers auditors; the one that writes the log is asked, as by every other service. */
export const enterInto = (asking: Asking): Enter => {
  const append = appendTo('audit', asking)
  return async (by, deed) => {
    await append({
      ...{ entryId: asking.newId(), occurredAt: timestampFromDate(asking.now()) },
      ...(by && { userId: by.user, authentication: by.acr, agency: { hub: by.hub, agencyId: by.agency } }),
      ...deed,
    })
  }
}
