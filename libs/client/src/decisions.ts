import type { Api } from './api/request.ts'
import type { Explanation } from './api/types.ts'

/** Why something was permitted or refused. Every method throws ProblemError. */
export interface Decisions {
  /** Of a decision that a refusal names (`refs.decisionId`), for the agency whose data it is and the one that asked. */
  explainDecision(id: string, language: Explanation['language']): Promise<Explanation>
}

export function decisions(api: Api): Decisions {
  return {
    explainDecision: async (id, language) => {
      const path = `/decisions/${encodeURIComponent(id)}/explanation`
      return { ...(await api.get<Omit<Explanation, 'language'>>('consent', path, { lang: language })), language }
    },
  }
}
