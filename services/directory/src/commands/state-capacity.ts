import type { Caller } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Replay, Store } from '@amparo/store'
import type { Capacity } from '../domain/capacity.ts'
import { errors } from '../domain/errors.ts'
import { saveCapacity } from '../store/capacity.ts'
import { findAgency } from '../store/lookup.ts'

const messages = defineLog({ 'capacity.stated': ['agencyId', 'service', 'places', 'open'] })

export interface StateCapacity {
  readonly service: string
  readonly places: number
  readonly open: boolean
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly replay: Replay
}

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'run'>
  readonly now: Clock
  readonly log: Log
}

/** An agency says how much room it has. Throws service_not_offered for one that the jurisdiction has not signed. */
export const stateCapacity =
  ({ hub, store, now, log }: Deps) =>
  async ({ service, places, open, caller, replay }: StateCapacity): Promise<Capacity> => {
    const agencyId = caller.agency
    const stated = await store.run(async tx => {
      const agency = await findAgency(tx, hub, agencyId)
      if (!agency?.services.includes(service)) throw errors.service_not_offered()
      const at = now()
      await saveCapacity(tx, { agencyId, userId: caller.user, service, places, open, at })
      return { service, places, open, statedAt: at }
    }, replay)
    messages['capacity.stated'](log, { agencyId, service, places, open })
    return stated
  }
