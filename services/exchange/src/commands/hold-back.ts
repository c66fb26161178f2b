import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Directory } from '../ports/directory.ts'
import { type Addressees, addresseesOf } from '../store/outgoing.ts'
import { messages } from './messages.ts'

export interface HoldDeps {
  readonly store: Pick<Store, 'statement'>
  readonly directory: Pick<Directory, 'findAgency'>
  readonly now: Clock
  readonly log: Log
}

/** Agencies of that hub to which requests for evidence, private questions and answers go now, and those to which they do not. */
export type HeldBack = (peer: string) => Promise<Addressees>

/** Suspensions are to stop what waits within minutes. */
const BELIEVED_MS = 30_000
const ASK_AGAIN_MS = 5_000

/**
 * What a request says, what was written about it and its files, and what is asked or answered privately, do not go to an agency that is suspended,
 * or that the directory names no more, nor while the directory cannot tell. They wait: whatever has not gone by its deadline expires as ever. Steps go on, which are codes: that a request was taken back
 * the other hub has to know. What rests on a consent is recalled by consent.
 */
export function holdBack({ store, directory, now, log }: HoldDeps): HeldBack {
  const known = new Map<string, { readonly held: boolean; readonly until: number }>()
  const isHeld = async (hub: string, agencyId: string): Promise<boolean> => {
    const key = `${hub} ${agencyId}`
    const [asked, before] = [now().getTime(), known.get(key)]
    if (before && before.until > asked) return before.held
    const found = await directory.findAgency(hub, agencyId).catch(() => 'unknown' as const)
    const held = found === undefined || found === 'unknown' || found.suspended
    known.set(key, { held, until: asked + (found === 'unknown' ? ASK_AGAIN_MS : BELIEVED_MS) })
    if (held && before?.held !== true) messages['edge.held'](log, { peer: hub, agencyId })
    return held
  }
  return async peer => {
    const all = await addresseesOf({ sql: store.statement }, peer)
    const isEachHeld = await Promise.all(all.map(agencyId => isHeld(peer, agencyId)))
    return { open: all.filter((_, i) => !isEachHeld[i]), held: all.filter((_, i) => isEachHeld[i]) }
  }
}
