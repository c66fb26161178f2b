import type { Transaction } from '@amparo/store'
import { dueDates } from '../domain/due-dates.ts'
import { open } from '../domain/referral.ts'
import { addReferral, claimId, lockReferral } from '../store/referrals.ts'
import type { Hearing, News } from './hearing.ts'

export interface OpenDraft {
  readonly draftId: string
  readonly agencyId: string
  readonly subjectRef: string
}

/** The consent was refused, the child is not: a safeguarding draft stands ready for its agency, due as an emergency. */
export const openDraft =
  ({ hub }: Hearing) =>
  async (tx: Transaction, { draftId, agencyId, subjectRef }: OpenDraft, { at }: News): Promise<void> => {
    await claimId(tx, draftId)
    if (await lockReferral(tx, draftId)) return
    const draft = {
      id: draftId,
      protocol: 'child-safeguarding',
      priority: 'emergency',
      from: { hub, agencyId },
      to: undefined,
      subjectRef,
      purpose: 'child_protection',
      services: ['case_management'],
      submittedAt: at,
      ...dueDates('emergency', at),
    }
    await addReferral(tx, open(draft, 'draft'))
  }
