import {
  create,
  type StaffRequest,
  StaffRequestSchema,
  type StaffResponse,
  StaffResponseSchema,
  StaffSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import { callerIn, type TokenVerifier } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import type { staffNames } from '../queries/staff-names.ts'

interface StaffDeps {
  readonly verifier: TokenVerifier
  readonly find: ReturnType<typeof staffNames>
  readonly sign: SigningKey
  readonly now: Clock
}

/** Of the token's own agency and no other: redaction, which alone may ask, tells nobody. */
export const answerStaff =
  ({ verifier, find, sign, now }: StaffDeps) =>
  async (request: StaffRequest): Promise<StaffResponse> => {
    const caller = await callerIn(verifier, request.token)
    if (caller === undefined) return create(StaffResponseSchema)
    const staff = {
      ...{ requestHash: requestHash(toBinary(StaffRequestSchema, request)), agencyId: caller.agency },
      members: [...(await find(caller.agency))],
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return create(StaffResponseSchema, { staff: signStatement(StaffSchema, staff, 'staff.v1', sign) })
  }
