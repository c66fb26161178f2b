import {
  type AgencyRequest,
  type AgencyResponseSchema,
  agencyTypes,
  type CertificateSchema,
  certificateUses,
  type HubRequest,
  type HubResponseSchema,
  type InstrumentsRequest,
  type InstrumentsResponseSchema,
  Matter,
  type MessageInitShape,
  matters,
  timestampFromDate,
} from '@amparo/contracts'
import type { Certificate } from '../domain/entries.ts'
import type { Directory } from '../queries/directory.ts'

type Answer<S extends typeof AgencyResponseSchema | typeof HubResponseSchema | typeof InstrumentsResponseSchema> =
  Promise<MessageInitShape<S>>

/** What the other services of the hub ask. */
export const answers = (directory: Directory) => ({
  agency: async ({ ref }: AgencyRequest): Answer<typeof AgencyResponseSchema> => {
    const found = ref && (await directory.agency(ref.hub, ref.agencyId))
    if (!found) return {}
    const { hub, agencyId, type, name, issuer, suspended, certificates } = found
    const agency = { name, issuer, suspended, type: agencyTypes.toEnum(type), ref: { hub, agencyId } }
    return { agency: { ...agency, certificates: certificates.map(message) } }
  },
  hub: async ({ hub: code }: HubRequest): Answer<typeof HubResponseSchema> => {
    const found = await directory.hub(code)
    return found ? { hub: { ...found, certificates: found.certificates.map(message) } } : {}
  },
  instruments: async ({ fromHub, toHub, matter }: InstrumentsRequest): Answer<typeof InstrumentsResponseSchema> => {
    if (matter === Matter.UNSPECIFIED) return {}
    const found = await directory.instruments([fromHub, toHub], matters.toCode(matter))
    return {
      instruments: found.map(({ id, citation, hubs, validUntil }) => ({
        ...{ id, citation, hubs: [...hubs], matter, validUntil: timestampFromDate(validUntil) },
      })),
    }
  },
})

const message = ({ fingerprint, armored, use, hubHeld }: Certificate): MessageInitShape<typeof CertificateSchema> => ({
  ...{ fingerprint, armored, hubHeld, use: certificateUses.toEnum(use) },
})
