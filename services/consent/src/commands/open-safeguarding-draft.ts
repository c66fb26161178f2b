import { childConsentRefused, encode } from '@amparo/contracts'
import type { Replay } from '@amparo/store'
import { openDraft } from '../store/drafts.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

interface RefusedConsent {
  readonly form: { readonly subjectRef: string }
  readonly caller: { readonly user: string; readonly agency: string }
  /** Which request it was, or `oncePerPerson`. */
  readonly replay: Pick<Replay, 'key' | 'fingerprint'> & { readonly user?: string }
  readonly correlationId: string
}

/**
 * So long a draft stands for what is found again meanwhile. It may be discarded or closed by then, of which nothing is known here, and a
 * child in harm whom nobody hears of is worse than one draft too many (rules: Children).
 */
const DRAFT_STANDS_MS = 24 * 3_600_000

const NOBODY = ''

/** Whoever finds it however often: one draft of an agency for one person and reason, and another a day later. No user has this name. */
export const oncePerPerson = (of: {
  readonly subjectId: string
  readonly agencyId: string
  readonly code: string
}) => ({
  user: NOBODY,
  key: `${of.agencyId}/${of.subjectId}`,
  fingerprint: of.code,
})

/**
 * Tells referral to open a draft under the safeguarding protocol, in a transaction of its own: the refusal that goes with it
 * keeps nothing else. A retry of the same request gets the same draft, and tells nobody again. Answers the draft's id.
 */
export const openSafeguardingDraft =
  ({ store, newId, now, log }: Deps) =>
  async ({ form, caller, replay, correlationId }: RefusedConsent): Promise<string> => {
    const at = now()
    const { draftId, opened } = await store.run(async tx => {
      const draft = await openDraft(
        tx,
        {
          draftId: newId(),
          userId: replay.user ?? caller.user,
          key: replay.key,
          fingerprint: replay.fingerprint,
          agencyId: caller.agency,
          subjectRef: form.subjectRef,
          openedAt: at,
        },
        replay.user === NOBODY ? new Date(at.getTime() - DRAFT_STANDS_MS) : undefined,
      )
      if (!draft.opened) return draft
      const payload = {
        draftId: draft.draftId,
        agencyId: caller.agency,
        userId: caller.user,
        subjectRef: form.subjectRef,
      }
      const meta = { id: newId(), aggregateId: draft.draftId, aggregateVersion: 1, occurredAt: at, correlationId }
      tx.emit(encode(childConsentRefused, payload, meta))
      return draft
    })
    if (opened) messages['safeguarding-draft.opened'](log, { draftId, agencyId: caller.agency })
    return draftId
  }
