import type { Api } from './api/request.ts'
import type { IdempotencyKey, MatchAsk, MatchAsked, MatchQuestion } from './api/types.ts'

/** For custodians: whether another hub knows a person, who is not named to it. Every method throws ProblemError. */
export interface Matching {
  /** Asks; what comes of it is in `matchQuestions` later. */
  askMatch(asked: MatchAsk, key?: IdempotencyKey): Promise<MatchQuestion>
  /** Those of the own agency, newest first. */
  matchQuestions(): Promise<readonly MatchQuestion[]>
  /** What other hubs asked of this one, newest first. */
  matchesAsked(): Promise<readonly MatchAsked[]>
}

export const matching = (api: Api): Matching => ({
  askMatch: (asked, key) => api.post('redaction', '/match-questions', asked, key),
  matchQuestions: async () =>
    (await api.get<{ questions: MatchQuestion[] }>('redaction', '/match-questions')).questions,
  matchesAsked: async () => (await api.get<{ asked: MatchAsked[] }>('redaction', '/match-evaluations')).asked,
})
