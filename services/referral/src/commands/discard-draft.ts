import type { NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { DISCARD, DISCARDED } from '../domain/draft.ts'
import type { Referral } from '../domain/referral.ts'
import { replaceDues } from '../store/dues.ts'
import { saveReferral } from '../store/referrals.ts'
import { addStep } from '../store/steps.ts'
import type { Moment } from './record-steps.ts'
import { tellDraftEnded } from './tell-draft-ended.ts'

/** It had no recipient: no other agency is told. */
export async function discardDraft(
  tx: Transaction,
  { newId }: { readonly newId: NewId },
  draft: Referral,
  { byUser, at, correlationId }: Moment & { readonly byUser: string },
): Promise<void> {
  const { id, from: by } = draft
  const place = { step: DISCARD, side: 'sender', number: 1, seen: 0, data: {} } as const
  await addStep(tx, id, { ...place, at, by, byUser, told: false, part: 0, receivedAt: at })
  const none = { turn: undefined, fireAt: undefined, nextDue: undefined, nextDeadline: undefined }
  const discarded = { ...draft, ...DISCARDED, ...none, version: 1, updatedAt: at }
  await saveReferral(tx, discarded)
  await replaceDues(tx, discarded, [])
  await tellDraftEnded(tx, { referralId: id, at, correlationId, newId })
}
