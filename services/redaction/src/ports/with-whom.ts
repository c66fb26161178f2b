import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  places,
  withWhom as question,
  timestampDate,
  WithWhomRequestSchema,
  WithWhomSchema,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import type { Reader } from './standing.ts'

interface WithWhom {
  /** As the contracts write it. */
  readonly place: string
  readonly since: Date
  /** The reader is assigned to the referral, or on duty in their agency. */
  readonly looksAfter: boolean
}

/** Undefined: not one of this reader's agency, or not there. */
export type FindWithWhom = (reader: Reader, referralId: string) => Promise<WithWhom | undefined>

export const findWithWhom =
  (ask: Ask, { signer, now, newId }: Verifying): FindWithWhom =>
  async (reader, referralId) => {
    const request = create(WithWhomRequestSchema, { nonce: newId(), token: reader.token, referralId })
    const { withWhom: signed } = await ask(question, request)
    if (signed === undefined) return undefined
    const bound = boundTo(WithWhomRequestSchema, request, now)
    const stated = verifyStatement(WithWhomSchema, 'with-whom.v1', signed, signer, bound)
    const { place, since, assigned, onDuty, userId, agencyId } = stated
    const isAbout = stated.referralId === referralId && userId === reader.user && agencyId === reader.agency
    if (!isAbout || since === undefined) throw cryptoErrors.statement_invalid()
    return { place: places.toCode(place), since: timestampDate(since), looksAfter: assigned || onDuty }
  }
