import { childConsentRefused, encode } from '@amparo/contracts'
import { openDraft } from '../store/drafts.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

interface Unguarded {
  readonly child: { readonly subjectId: string; readonly subjectRef: string }
  readonly caller: { readonly user: string; readonly agency: string }
  /** The code of the refusal, or what else was said for the child. */
  readonly reason: string
  readonly correlationId: string
}

/**
 * Tells referral to open a draft under the safeguarding protocol, in a transaction of its own: the refusal that goes with it
 * keeps nothing else. While the agency has one open for this person and reason it stays that one, and nobody is told again; once that was sent
 * or discarded, another opens (rules: Children). Answers the draft's id.
 */
export const openSafeguardingDraft =
  ({ store, newId, now, log }: Deps) =>
  async ({ child, caller, reason, correlationId }: Unguarded): Promise<string> => {
    const at = now()
    const { user: userId, agency: agencyId } = caller
    const { draftId, opened } = await store.run(async tx => {
      const draft = await openDraft(tx, { ...child, draftId: newId(), agencyId, reason, openedAt: at })
      if (!draft.opened) return draft
      const payload = { draftId: draft.draftId, agencyId, userId, subjectRef: child.subjectRef }
      const meta = { id: newId(), aggregateId: draft.draftId, aggregateVersion: 1, occurredAt: at, correlationId }
      tx.emit(encode(childConsentRefused, payload, meta))
      return draft
    })
    if (opened) messages['safeguarding-draft.opened'](log, { draftId, agencyId })
    return draftId
  }
