import {
  type AgenciesRequest,
  type AgenciesResponseSchema,
  type AgencyRequest,
  type AgencyResponseSchema,
  type AgencySchema,
  agencyTypes,
  type CertificateSchema,
  certificateUses,
  eligibilityMessage,
  type HubRequest,
  type HubResponseSchema,
  type InstrumentsRequest,
  type InstrumentsResponseSchema,
  Matter,
  type MessageInitShape,
  matters,
  type OfferingRequest,
  type OfferingResponseSchema,
  serviceCategories,
  timestampFromDate,
} from '@amparo/contracts'
import type { Agency, AgencyEntry, ListedCertificate } from '../domain/entries.ts'
import type { Directory } from '../queries/directory.ts'

type Answer<
  S extends
    | typeof AgenciesResponseSchema
    | typeof AgencyResponseSchema
    | typeof HubResponseSchema
    | typeof InstrumentsResponseSchema
    | typeof OfferingResponseSchema,
> = Promise<MessageInitShape<S>>

/** What the other services of the hub ask. */
export const answers = (directory: Directory, hub: string) => ({
  agency: async ({ ref }: AgencyRequest): Answer<typeof AgencyResponseSchema> => {
    const found = ref && (await directory.agency(ref.hub, ref.agencyId))
    return found ? { agency: agencyMessage(found) } : {}
  },
  agencies: async ({ hub: of, type }: AgenciesRequest): Answer<typeof AgenciesResponseSchema> => {
    if (type === 0) return {}
    return { agencies: (await directory.ofType(of, agencyTypes.toCode(type))).map(agencyMessage) }
  },
  hub: async ({ hub: code }: HubRequest): Answer<typeof HubResponseSchema> => {
    const found = await directory.hub(code)
    return found ? { hub: { ...found, certificates: found.certificates.map(message) } } : {}
  },
  offering: async ({ services, minor, types }: OfferingRequest): Answer<typeof OfferingResponseSchema> => {
    // What a newer peer knows and this directory does not, nobody here offers.
    if (services.includes(0) || types.includes(0)) return {}
    const wanted = { services: services.map(serviceCategories.toCode), types: types.map(agencyTypes.toCode) }
    const { agencies, others } = await directory.offering({ hub, minor, ...wanted })
    return { agencies: agencies.map(agencyMessage), others: others.map(agencyMessage) }
  },
  instruments: async ({ fromHub, toHub, matter }: InstrumentsRequest): Answer<typeof InstrumentsResponseSchema> => {
    if (matter === Matter.UNSPECIFIED) return {}
    const found = await directory.instruments([fromHub, toHub], matters.toCode(matter))
    return {
      instruments: found.map(({ id, citation, hubs, treaty, validUntil }) => ({
        ...{ id, citation, hubs: [...hubs], matter, treaty: treaty ?? '', validUntil: timestampFromDate(validUntil) },
      })),
    }
  },
})

const agencyMessage = (agency: Agency & Partial<AgencyEntry>): MessageInitShape<typeof AgencySchema> => {
  const { hub, agencyId, type, name, issuer, suspended, certificates = [], services, dutyPhone, takesMinors } = agency
  const { eligibility, accreditation, successor = '' } = agency
  return {
    ...{ name, issuer, suspended, takesMinors, successor, ref: { hub, agencyId } },
    type: agencyTypes.toEnum(type),
    dutyPhone: dutyPhone ?? '',
    services: services.map(serviceCategories.toEnum),
    certificates: certificates.map(message),
    ...(eligibility && { eligibility: eligibilityMessage(eligibility) }),
    ...(accreditation && { accreditedUntil: timestampFromDate(accreditation.until) }),
  }
}

const message = (certificate: ListedCertificate): MessageInitShape<typeof CertificateSchema> => {
  const { fingerprint, armored, use, hubHeld, listedAt } = certificate
  return { fingerprint, armored, hubHeld, use: certificateUses.toEnum(use), listedAt: timestampFromDate(listedAt) }
}
