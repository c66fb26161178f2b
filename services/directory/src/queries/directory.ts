import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Agency, AgencyEntry, HubEntry, Instrument } from '../domain/entries.ts'
import {
  type AgencyFilter,
  findAgency,
  findHub,
  findInstruments,
  listAgencies,
  type Position,
} from '../store/lookup.ts'

export type { Position }

export interface Directory {
  agency(hub: string, agencyId: string): Promise<AgencyEntry | undefined>
  hub(code: string): Promise<HubEntry | undefined>
  /** In force now, between these two, for that kind of matter. */
  instruments(hubs: readonly [string, string], matter: string): Promise<Instrument[]>
  /** A page of agencies by name, and where the next begins. */
  agencies(filter: AgencyFilter): Promise<{ agencies: Agency[]; next: Position | undefined }>
}

export const directoryOn = ({ read }: Pick<Store, 'read'>, now: Clock): Directory => ({
  agency: (hub, agencyId) => read(reader => findAgency(reader, hub, agencyId)),
  hub: code => read(reader => findHub(reader, code)),
  instruments: (hubs, matter) => read(reader => findInstruments(reader, { hubs, matter, now: now() })),
  agencies: async filter => {
    const found = await read(reader => listAgencies(reader, { ...filter, limit: filter.limit + 1 }))
    const agencies = found.slice(0, filter.limit)
    const last = found.length > agencies.length ? agencies.at(-1) : undefined
    return { agencies, next: last && { name: last.name, hub: last.hub, agencyId: last.agencyId } }
  },
})
