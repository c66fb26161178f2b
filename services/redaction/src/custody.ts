import type { SigningKey } from '@amparo/crypto'
import type { HttpApp } from '@amparo/http'
import type { CustodyDeps } from './commands/custody.ts'
import { enterOverdueReviews } from './commands/enter-overdue-reviews.ts'
import { eraseAgain } from './commands/erase-again.ts'
import { eraseKeysAgain } from './commands/erase-keys-again.ts'
import { executeErasures } from './commands/execute-erasures.ts'
import { liftHold, placeHold } from './commands/legal-holds.ts'
import { enterWithdrawnNotices } from './commands/notices.ts'
import { requestErasure } from './commands/request-erasure.ts'
import { liftSecrecy, placeSecrecy } from './commands/secrecy-orders.ts'
import { type SendRecallsDeps, sendRecalls } from './commands/send-recalls.ts'
import { callBackErasure, confirmErasure } from './commands/settle-erasure.ts'
import type { Delays } from './domain/erasure.ts'
import { NO_RETENTION, type Retention } from './domain/retention.ts'
import { answerHeld } from './events/held.ts'
import { erasureRoutes } from './http/erasures.ts'
import { legalHoldRoutes } from './http/legal-holds.ts'
import { secrecyOrderRoutes } from './http/secrecy-orders.ts'
import { listErasures, listHolds } from './queries/custody.ts'
import { findHeld } from './queries/held.ts'
import type { KeysDatabase } from './store/keys-database.ts'
import { secrecyOrders } from './store/secrecy-orders.ts'

/** Times that a hub sets for itself. */
export interface CustodyTimes extends Delays {
  readonly retention: Retention
}

export const CUSTODY_TIMES: CustodyTimes = { waitDays: 7, confirmDays: 30, retention: NO_RETENTION }

type Deps = Omit<CustodyDeps, 'delays'> &
  SendRecallsDeps & {
    readonly sign: SigningKey
    readonly keysDatabase: KeysDatabase
    readonly times: CustodyTimes
  }

/** Adds what custodians do, and gives back what the clock does of it. */
export function addCustody(http: HttpApp, given: Deps) {
  const { times, store, now } = given
  const deps = { ...given, delays: times }
  const settling = { confirm: confirmErasure(deps), callBack: callBackErasure(deps) }
  erasureRoutes(http, { request: requestErasure(deps), ...settling, list: listErasures(store), now })
  const secrecy = { place: placeSecrecy(deps), lift: liftSecrecy(deps) }
  secrecyOrderRoutes(http, { ...secrecy, list: () => store.read(reader => secrecyOrders(reader, 200)) })
  legalHoldRoutes(http, { place: placeHold(deps), lift: liftHold(deps), list: listHolds(store) })
  const [execute, recall] = [executeErasures(deps), sendRecalls(deps)]
  return {
    held: answerHeld(findHeld(deps), deps),
    /** Before anybody is answered, and now and then: what a restored backup brought back of people who were erased goes again. */
    eraseAgain: eraseAgain(deps),
    /** The same of keys, where it was their database that was restored. */
    eraseKeysAgain: eraseKeysAgain(deps),
    /** Which orders and restrictions nobody has looked at again in time. */
    enterOverdueReviews: enterOverdueReviews(deps),
    /** Which notices were withdrawn while the log was away. */
    enterWithdrawnNotices: enterWithdrawnNotices(deps),
    /** Erasures that are due, and what other hubs are to be told of them. */
    tendErasures: async (signal?: AbortSignal): Promise<void> => {
      await execute(signal)
      await recall(signal)
    },
  }
}
