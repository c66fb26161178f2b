import type { Clock } from '@amparo/kernel'
import { readPage, type Store } from '@amparo/store'
import { type Capacity, unstated } from '../domain/capacity.ts'
import type { Agency, AgencyEntry, HubEntry, InForce, Instrument } from '../domain/entries.ts'
import { capacitiesOf } from '../store/capacity.ts'
import {
  type AgencyFilter,
  findAgency,
  findHub,
  findInstruments,
  listAgencies,
  type Position,
} from '../store/lookup.ts'
import { findOffering, type Wanted } from '../store/offering.ts'
import { statementInForce } from '../store/statements.ts'

export type { Position }

export interface Directory {
  agency(hub: string, agencyId: string): Promise<AgencyEntry | undefined>
  /** Those of a hub that are of that type and not suspended, by name; without their certificates. */
  ofType(hub: string, type: string): Promise<Agency[]>
  hub(code: string): Promise<HubEntry | undefined>
  /** In force now, between these two, for that kind of matter. */
  instruments(hubs: readonly [string, string], matter: string): Promise<Instrument[]>
  /** Of one agency of this hub: an entry for each service that it offers. */
  capacity(hub: string, agencyId: string): Promise<Capacity[]>
  /** Those that offer some of it and have room, all of it first, then with most room; without their certificates. */
  offering(wanted: Omit<Wanted, 'limit' | 'ofAge'>): Promise<Offering>
  /** The statement in force. */
  statement(): Promise<InForce | undefined>
  /** A page of agencies by name, and where the next begins. */
  agencies(filter: AgencyFilter): Promise<{ agencies: Agency[]; next: Position | undefined }>
}

export interface Offering {
  /** Who are for children, if one is asked for, else for adults. */
  readonly agencies: readonly Agency[]
  /** The rest. */
  readonly others: readonly Agency[]
}

/** As many of either as anybody could be offered a person's needs, one after the other. */
const OFFERED = 50
/** More than a hub has of any. */
const OF_A_TYPE = 1_000

export const directoryOn = ({ read }: Pick<Store, 'read'>, now: Clock): Directory => ({
  agency: (hub, agencyId) => read(reader => findAgency(reader, hub, agencyId)),
  ofType: async (hub, type) => {
    const all = await read(reader => listAgencies(reader, { hub, type, after: undefined, limit: OF_A_TYPE }))
    return all.filter(({ suspended }) => !suspended)
  },
  hub: code => read(reader => findHub(reader, code)),
  instruments: (hubs, matter) => read(reader => findInstruments(reader, { hubs, matter, now: now() })),
  capacity: (hub, agencyId) =>
    read(async reader => {
      const agency = await findAgency(reader, hub, agencyId)
      const said = await capacitiesOf(reader, agencyId)
      return (agency?.services ?? []).map(service => said.get(service) ?? unstated(service))
    }),
  offering: wanted =>
    read(async reader => {
      const those = (ofAge: boolean) => findOffering(reader, { ...wanted, ofAge, limit: OFFERED })
      return { agencies: await those(true), others: await those(false) }
    }),
  statement: () => read(statementInForce),
  agencies: async filter => {
    const { items, last } = await readPage(filter.limit, limit =>
      read(reader => listAgencies(reader, { ...filter, limit })),
    )
    return { agencies: items, next: last && { name: last.name, hub: last.hub, agencyId: last.agencyId } }
  },
})
