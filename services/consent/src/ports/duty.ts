import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import { create, DutyRequestSchema, DutySchema, duty as question } from '@amparo/contracts'
import { verifyStatement } from '@amparo/crypto'
import type { Duty } from '../domain/duty.ts'

interface DutyCommand {
  /** Who would stand behind it. */
  readonly by: { readonly user: string; readonly agency: string }
  /** Who did it alone. */
  readonly officer: { readonly userId: string; readonly agencyId: string }
}

/** Throws while referral, which keeps the rotas, cannot answer: nobody confirms unseen. */
export type FindDuty = (command: DutyCommand) => Promise<Duty>

export const dutyBy =
  (ask: Ask, { signer, now, newId }: Verifying): FindDuty =>
  async ({ by, officer }) => {
    const request = create(DutyRequestSchema, {
      ...{ nonce: newId(), agencyId: officer.agencyId, withoutUserId: officer.userId },
      ...{ userId: by.user, userAgencyId: by.agency },
    })
    const { duty: signed } = await ask(question, request)
    const { userOnDuty, agencyStaffed, othersStaffed } = verifyStatement(
      DutySchema,
      'duty.v1',
      signed,
      signer,
      boundTo(DutyRequestSchema, request, now),
    )
    return { userOnDuty, agencyStaffed, othersStaffed }
  }
