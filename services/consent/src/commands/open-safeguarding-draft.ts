import { childConsentRefused, encode } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { openDraft } from '../store/drafts.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

interface Opening {
  readonly child: { readonly subjectId: string; readonly subjectRef: string }
  /** Whose child it is. */
  readonly agencyId: string
  /** Empty: nobody of that agency was there. */
  readonly userId: string
  /** The code of the refusal, or what else was said for the child. */
  readonly reason: string
  readonly correlationId: string
}

/**
 * Tells referral to open a draft under the safeguarding protocol. While the agency has one open for this person and reason it stays that one,
 * and nobody is told again; once that was sent or discarded, another opens (rules: Children). Answers the draft's id.
 */
export async function openDraftIn(
  { newId, now, log }: Pick<Deps, 'newId' | 'now' | 'log'>,
  tx: Transaction,
  { child, agencyId, userId, reason, correlationId }: Opening,
): Promise<string> {
  const at = now()
  const { draftId, opened } = await openDraft(tx, { ...child, draftId: newId(), agencyId, reason, openedAt: at })
  if (!opened) return draftId
  const payload = { draftId, agencyId, userId, subjectRef: child.subjectRef }
  const meta = { id: newId(), aggregateId: draftId, aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(childConsentRefused, payload, meta))
  messages['safeguarding-draft.opened'](log, { draftId, agencyId })
  return draftId
}
