import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'

export interface Deps {
  readonly hub: string
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
  /** Something may be due. */
  readonly wake: () => void
}
