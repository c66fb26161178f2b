import { z } from 'zod'
import { WITHDRAWAL_STATES, type Withdrawal } from '../domain/withdrawal.ts'

const moment = z.iso.datetime()

/** Of what was taken back, and of whom else it concerns, it says nothing: the agency may not have recorded it. */
export const withdrawalView = z.object({
  id: z.uuid(),
  state: z
    .enum(WITHDRAWAL_STATES)
    .describe(
      'waiting: until a colleague has spoken with the person, or has seen the court’s order; kept: said under duress, by a guardian who may be part of the harm, or ordered by no court: nothing was ended',
    ),
  takenAt: moment,
  effectAt: moment.optional().describe('Of one that waits: it takes effect then, whether or not anybody has spoken'),
  draftId: z
    .uuid()
    .optional()
    .describe('Of a child of this agency, whoever took it back: a safeguarding draft has opened'),
})

export const toWithdrawal = ({
  withdrawalId: id,
  state,
  at,
  effectAt,
  draftId,
}: Withdrawal & { readonly draftId?: string | undefined }): z.input<typeof withdrawalView> => ({
  ...{ id, state, takenAt: at.toISOString() },
  ...(state === 'waiting' && effectAt && { effectAt: effectAt.toISOString() }),
  ...(draftId !== undefined && { draftId }),
})
