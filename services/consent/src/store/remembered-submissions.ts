import type { LastSubmission } from './permits.ts'

/** What was last permitted to be submitted, as this process has seen it. Another process may have permitted another since. */
export interface RememberedSubmissions {
  get(referralId: string): LastSubmission | undefined
  add(submission: LastSubmission): void
}

const MOST = 20_000

export function rememberedSubmissions(most = MOST): RememberedSubmissions {
  // As text: one string each, not twenty things which the collector has to go through while decisions wait.
  const kept = new Map<string, string>()
  return {
    get: referralId => {
      const text = kept.get(referralId)
      return text === undefined ? undefined : (JSON.parse(text) as LastSubmission)
    },
    add: submission => {
      kept.delete(submission.referralId)
      kept.set(submission.referralId, JSON.stringify(submission))
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
    },
  }
}
