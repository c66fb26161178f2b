import type { Clock, NewId } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'

/** What every command that a caller asks for is given. */
export interface Deps {
  readonly run: UnitOfWork
  readonly now: Clock
  readonly newId: NewId
  readonly hub: string
}

/** Who asks, as the token says. */
export interface Asking {
  readonly user: string
  readonly agency: string
  readonly scopes: ReadonlySet<string>
}
