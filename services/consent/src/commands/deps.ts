import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Policy } from '../domain/policy.ts'

/** What every command is given. */
export interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly policy: Policy
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}
