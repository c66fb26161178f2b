import { Action } from '@amparo/contracts'
import { leafOf } from './append-entry.ts'
import { ownEntry } from './own-entry.ts'
import type { Sequencer } from './sequencer.ts'

export interface Unseen {
  /** Since when, for how long, and after how long ordinary releases stop. */
  readonly seenAt: Date
  readonly forMs: number
  readonly limitMs: number
}

/**
 * That nobody outside sees the log, in the log itself: a rule puts it before auditors. The same time without a witness is one entry, however
 * often the writer starts anew.
 */
export const enterUnseen =
  ({ hub, sequencer }: { readonly hub: string; readonly sequencer: Pick<Sequencer, 'append'> }) =>
  async ({ seenAt, forMs, limitMs }: Unseen): Promise<void> => {
    const since = seenAt.getTime()
    const entry = ownEntry({
      ...{ hub, name: `amparo/unseen/${since}/${forMs}`, action: Action.LOG_UNWITNESSED },
      ...{ code: `${minutes(forMs)}:${minutes(limitMs)}`, at: new Date(since + forMs) },
    })
    await sequencer.append(leafOf(entry))
  }

const minutes = (ms: number): number => Math.round(ms / 60_000)
