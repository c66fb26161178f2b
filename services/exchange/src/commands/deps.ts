import type { Clock, DeliveryDues, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store, Transaction } from '@amparo/store'
import type { Priority } from '../domain/dues.ts'

/** What every command needs that changes something about messages. */
export interface Deps {
  readonly hub: string
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
  /** What this transaction has queued for a peer is looked at as soon as it has committed. */
  readonly due: (tx: Transaction, peer: string) => void
}

export interface SigningDeps extends Deps {
  readonly store: Store
  /** OpenPGP detached and armored, by this hub's exchange. */
  readonly sign: (message: Uint8Array) => Promise<string>
  /** Whether such a signature is of the key with which it signs now. */
  readonly isOwn: (signature: string) => Promise<boolean>
}

export interface DueDeps extends SigningDeps {
  /** By when what is to be stated of a package. */
  readonly dues: Readonly<Record<Priority, DeliveryDues>>
}
