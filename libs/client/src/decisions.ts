import type { Api } from './api/request.ts'
import type { Explanation } from './api/types.ts'

/** Why something was permitted or refused. Every method throws ProblemError. */
export interface Decisions {
  /** Of a decision that a refusal names (`refs.decisionId`), for the agency whose data it is and the one that asked. */
  explainDecision(id: string, language: Explanation['language']): Promise<Explanation>
  /** The same for an auditor, with the true list of what was withheld. Each reading is an entry in the log. */
  auditDecision(id: string, language: Explanation['language']): Promise<Explanation>
}

export function decisions(api: Api): Decisions {
  const explained = (part: string) => async (id: string, language: Explanation['language']) => {
    const path = `/decisions/${encodeURIComponent(id)}/${part}`
    return { ...(await api.get<Omit<Explanation, 'language'>>('consent', path, { lang: language })), language }
  }
  return { explainDecision: explained('explanation'), auditDecision: explained('audit') }
}
