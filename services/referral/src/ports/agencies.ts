import type { Ask } from '@amparo/asking'
import { AgencyRequestSchema, agencyTypes, create, directoryAgency } from '@amparo/contracts'
import type { Party } from '../domain/referral.ts'

export interface Agency {
  /** Code of the agency types. */
  readonly type: string
  readonly suspended: boolean
  /** It is no member: nobody can sign in for it. */
  readonly outside: boolean
  readonly name: string
  /** Of the organisation, staffed day and night; undefined: it has none. */
  readonly dutyPhone: string | undefined
  /** Of one that is suspended: the agency of its hub that takes over whom it referred, as the jurisdiction states. Undefined: none is. */
  readonly successor?: string | undefined
}

/** Undefined: the directory knows no such agency. */
export type FindAgency = (ref: Party) => Promise<Agency | undefined>

export const findAgency =
  (ask: Ask): FindAgency =>
  async ref => {
    const { agency } = await ask(directoryAgency, create(AgencyRequestSchema, { ref }))
    if (agency === undefined) return undefined
    const { type, suspended, name, issuer, dutyPhone, successor } = agency
    return {
      type: agencyTypes.toCode(type),
      suspended,
      name,
      outside: issuer === '',
      dutyPhone: dutyPhone === '' ? undefined : dutyPhone,
      ...(successor !== '' && { successor }),
    }
  }
