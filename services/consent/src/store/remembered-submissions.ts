import type { LastSubmission } from './permits.ts'

/** What was last permitted to be submitted, as this process has seen it. Another process may have permitted another since. */
export interface RememberedSubmissions {
  get(referralId: string): LastSubmission | undefined
  add(submission: LastSubmission): void
}

const MOST = 20_000

export function rememberedSubmissions(most = MOST): RememberedSubmissions {
  const kept = new Map<string, LastSubmission>()
  return {
    get: referralId => kept.get(referralId),
    add: submission => {
      kept.delete(submission.referralId)
      kept.set(submission.referralId, submission)
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
    },
  }
}
