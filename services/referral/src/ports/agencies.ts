import { AgencyRequestSchema, agencyTypes, create, directoryAgency } from '@amparo/contracts'
import type { Party } from '../domain/referral.ts'
import type { Ask } from './asking.ts'

export interface Agency {
  /** Code of the agency types. */
  readonly type: string
  readonly suspended: boolean
}

/** Undefined: the directory knows no such agency. */
export type FindAgency = (ref: Party) => Promise<Agency | undefined>

export const findAgency =
  (ask: Ask): FindAgency =>
  async ref => {
    const { agency } = await ask(directoryAgency, create(AgencyRequestSchema, { ref }))
    return agency && { type: agencyTypes.toCode(agency.type), suspended: agency.suspended }
  }
