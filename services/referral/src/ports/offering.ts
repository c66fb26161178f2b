import type { Ask } from '@amparo/asking'
import {
  type Agency,
  agencyTypes,
  create,
  directoryOffering,
  OfferingRequestSchema,
  SuitableRequestSchema,
  serviceCategories,
  suitable,
} from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Candidate } from '../domain/offer.ts'

export interface Needs {
  readonly services: readonly string[]
  readonly minors: boolean
  /** Codes of the agency types; undefined: any. */
  readonly types: readonly string[] | undefined
}
/** Agencies of this hub that offer some of it and have room, each with that part: those of that age first, of these all of it first, then most room. */
export type FindOffering = (needs: Needs) => Promise<Candidate[]>

export const findOffering =
  (ask: Ask, hub: string): FindOffering =>
  async ({ services, minors, types = [] }) => {
    const request = create(OfferingRequestSchema, {
      services: services.map(code => serviceCategories.toEnum(code)),
      minor: minors,
      types: types.map(code => agencyTypes.toEnum(code)),
    })
    const { agencies, others } = await ask(directoryOffering, request)
    const candidates = (all: readonly Agency[], ofAge: boolean) =>
      all.flatMap(({ ref, type, suspended, issuer, services: offered }) => {
        // Nobody there could answer an offer who is no member.
        if (ref?.hub !== hub || suspended || issuer === '') return []
        const part = offered.map(serviceCategories.toCode)
        return [{ agencyId: ref.agencyId, type: agencyTypes.toCode(type), services: part, ofAge }]
      })
    return [...candidates(agencies, true), ...candidates(others, false)]
  }

export interface Suitable {
  readonly agencyId: string
  /** The recorded basis reaches it: identity may follow without asking the person again. */
  readonly withinBasis: boolean
  /** Nothing that the directory states of it says that it is not for such a person. */
  readonly serves: boolean
}
/** Those of them who may be asked, in their order: nobody whom the person excludes. */
export type FindSuitable = (referralId: string, agencyIds: readonly string[]) => Promise<Suitable[]>

export const findSuitable =
  (ask: Ask, { hub, newId }: { readonly hub: string; readonly newId: NewId }): FindSuitable =>
  async (referralId, agencyIds) => {
    const candidates = agencyIds.map(agencyId => ({ hub, agencyId }))
    const answer = await ask(suitable, create(SuitableRequestSchema, { nonce: newId(), referralId, candidates }))
    const within = new Set(answer.withinBasis.map(({ agencyId }) => agencyId))
    const unserving = new Set(answer.unserving.map(({ agencyId }) => agencyId))
    // Whoever was not asked about is not answered for.
    const asked = new Set(agencyIds)
    return answer.suitable
      .filter(ref => ref.hub === hub && asked.has(ref.agencyId))
      .map(({ agencyId }) => ({
        agencyId,
        withinBasis: within.has(agencyId),
        serves: !unserving.has(agencyId),
      }))
  }
