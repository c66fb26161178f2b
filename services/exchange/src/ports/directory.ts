import {
  AgencyRequestSchema,
  AgencyType,
  agencyTypes,
  create,
  directoryAgencies,
  directoryAgency,
  directoryInstruments,
  InstrumentsRequestSchema,
  Matter,
  timestampDate,
} from '@amparo/contracts'
import type { Nats } from '@amparo/messaging'
import type { Agency } from '../domain/requests/agency.ts'
import type { Instrument } from '../domain/requests/instruments.ts'

/** What the signed directory says. */
export interface Directory {
  /** Undefined: it knows no such agency. */
  findAgency(hub: string, agencyId: string): Promise<Agency | undefined>
  /** Ids of that hub's central authorities, but for those that are suspended. */
  authoritiesOf(hub: string): Promise<string[]>
  /** Of criminal matters, between two hubs. */
  instruments(from: string, to: string): Promise<Instrument[]>
}

export const directoryBy = ({ ask }: Pick<Nats, 'ask'>): Directory => ({
  findAgency: async (hub, agencyId) => {
    const { agency } = await ask(directoryAgency, create(AgencyRequestSchema, { ref: { hub, agencyId } }))
    if (agency === undefined) return undefined
    const { type, suspended, dutyPhone } = agency
    return { hub, agencyId, type: agencyTypes.toCode(type), suspended, dutyPhone: dutyPhone || undefined }
  },
  authoritiesOf: async hub => {
    const { agencies } = await ask(directoryAgencies, { hub, type: AgencyType.CENTRAL_AUTHORITY })
    return agencies.flatMap(({ ref }) => (ref ? [ref.agencyId] : []))
  },
  instruments: async (fromHub, toHub) => {
    const request = create(InstrumentsRequestSchema, { fromHub, toHub, matter: Matter.CRIMINAL })
    const { instruments } = await ask(directoryInstruments, request)
    return instruments.flatMap(({ id, citation, hubs, treaty, validUntil }) =>
      validUntil === undefined
        ? []
        : [{ id, citation, hubs, treaty: treaty || undefined, validUntil: timestampDate(validUntil) }],
    )
  },
})
