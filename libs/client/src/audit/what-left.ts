import { Action, type Entry } from '@amparo/contracts'

/** What one hub sent another by an entry, and what statements about it have to name. */
export interface WhatLeft {
  /** Hubs. */
  readonly from: string
  readonly to: string
  /** Empty: it was entered by a version that did not name it. */
  readonly id: string
  /** SHA-256, hex. */
  readonly hash: string
}

/** By these something leaves, where the recipient is of another hub. */
const LEAVING: ReadonlySet<Action> = new Set([
  Action.PACKAGE_RELEASED,
  Action.MESSAGE_WRITTEN,
  Action.REQUEST_TEXT_RELEASED,
  Action.FILE_RELEASED,
])

/** Undefined: nothing left the hub by it, so that no other hub can have stated what became of it. */
export function whatLeft({ action, agency, recipient, packageId, packageHash }: Entry): WhatLeft | undefined {
  if (!LEAVING.has(action) || !agency?.hub || !recipient?.hub || agency.hub === recipient.hub) return undefined
  return { from: agency.hub, to: recipient.hub, id: packageId, hash: packageHash }
}
