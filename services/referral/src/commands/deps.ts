import type { Clock, NewId } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import type { Book } from '../domain/book.ts'

/** What every command that a caller asks for is given. */
export interface Deps {
  readonly run: UnitOfWork
  readonly now: Clock
  readonly newId: NewId
  readonly hub: string
  readonly book: Book
}

/** Who asks, as the token says. */
export interface Asking {
  readonly user: string
  readonly agency: string
  readonly scopes: ReadonlySet<string>
}

/** Who has something sent to another hub, for the log of access there is of it. */
export interface Sending {
  readonly user: string
  /** How they had signed in. */
  readonly acr: string
}
