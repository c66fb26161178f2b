import type { Transaction } from '@amparo/store'

export interface Draft {
  readonly draftId: string
  readonly userId: string
  readonly key: string
  readonly fingerprint: string
  readonly agencyId: string
  readonly subjectRef: string
  readonly openedAt: Date
}

/**
 * The draft that this request opened; `opened` is false when an earlier try of the same request did. One of before `anewBefore` gives way to
 * another; undefined: none does.
 */
export async function openDraft(
  { sql }: Transaction,
  draft: Draft,
  anewBefore: Date | undefined,
): Promise<{ draftId: string; opened: boolean }> {
  const { userId, key, fingerprint } = draft
  const inserted = await sql(
    `insert into safeguarding_draft (user_id, key, fingerprint, draft_id, agency_id, subject_ref, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (user_id, key, fingerprint)
       do update set draft_id = excluded.draft_id, opened_at = excluded.opened_at, subject_ref = excluded.subject_ref
       where safeguarding_draft.opened_at <= $8
     returning 1 as opened`,
    [
      ...[userId, key, fingerprint, draft.draftId, draft.agencyId, draft.subjectRef, draft.openedAt],
      anewBefore ?? null,
    ],
  )
  if (inserted.length > 0) return { draftId: draft.draftId, opened: true }
  const [known] = await sql<{ draft_id: string }>(
    'select draft_id from safeguarding_draft where user_id = $1 and key = $2 and fingerprint = $3',
    [userId, key, fingerprint],
  )
  if (known === undefined) throw new Error('a draft that was there is gone')
  return { draftId: known.draft_id, opened: false }
}
