import type { Transaction } from '@amparo/store'

/** One of an agency for one person and reason. */
export interface Draft {
  readonly draftId: string
  readonly agencyId: string
  readonly subjectId: string
  readonly reason: string
  readonly subjectRef: string
  readonly openedAt: Date
}

/** No user has this name: whoever finds the reason, and by whichever request, it is one draft. */
const NOBODY = ''

const keyOf = ({ agencyId, subjectId, reason }: Draft) => [NOBODY, `${agencyId}/${subjectId}`, reason]

/** The draft that stands: this one if none did, or if the last has ended; `opened` is false when another does. */
export async function openDraft({ sql }: Transaction, draft: Draft): Promise<{ draftId: string; opened: boolean }> {
  const { draftId, agencyId, subjectRef, openedAt } = draft
  const inserted = await sql(
    `insert into safeguarding_draft (user_id, key, fingerprint, draft_id, agency_id, subject_ref, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (user_id, key, fingerprint)
       do update set draft_id = excluded.draft_id, opened_at = excluded.opened_at, subject_ref = excluded.subject_ref,
                     ended_at = null
       where safeguarding_draft.ended_at <= excluded.opened_at
     returning 1 as opened`,
    [...keyOf(draft), draftId, agencyId, subjectRef, openedAt],
  )
  if (inserted.length > 0) return { draftId, opened: true }
  const [known] = await sql<{ draft_id: string }>(
    'select draft_id from safeguarding_draft where user_id = $1 and key = $2 and fingerprint = $3',
    keyOf(draft),
  )
  if (known === undefined) throw new Error('a draft that was there is gone')
  return { draftId: known.draft_id, opened: false }
}

/** Without effect on one that has given way to another. */
export async function endDraft({ sql }: Transaction, draftId: string, at: Date): Promise<void> {
  await sql('update safeguarding_draft set ended_at = least(ended_at, $2) where draft_id = $1', [draftId, at])
}
