import type {
  EvidenceAnswer,
  EvidenceBrief,
  EvidenceCall,
  EvidenceChanged,
  EvidenceDetail,
} from './api/evidence-types.ts'
import type { Api } from './api/request.ts'
import type { IdempotencyKey } from './api/types.ts'

interface Content {
  readonly priority: string
  readonly answers: Readonly<Record<string, EvidenceAnswer>>
}

/** Requests for evidence to and from other states, by codes and hashes. Every method throws ProblemError. */
export interface EvidenceRequests {
  /** Last changed first, fifty at most. */
  evidenceRequests(): Promise<readonly EvidenceBrief[]>
  /** To what the own agency was called and what still runs, what is due first first. */
  evidenceCalls(): Promise<readonly EvidenceCall[]>
  evidenceRequest(id: string): Promise<EvidenceDetail>
  draftEvidence(draft: { type: string; to: string } & Content, key?: IdempotencyKey): Promise<EvidenceChanged>
  /** In the place of what it said before, if it still has that version; as all that follows. */
  redraftEvidence(id: string, version: number, content: Content): Promise<EvidenceChanged>
  discardEvidence(id: string, version: number): Promise<EvidenceChanged>
  /** To the own central authority, complete or not at all. */
  handInEvidence(id: string, version: number): Promise<EvidenceChanged>
  returnEvidence(id: string, version: number, reason: string): Promise<EvidenceChanged>
  /** Needs a sign-in of the last five minutes. `to`: the central authority of the other hub. */
  signEvidence(id: string, version: number, to: string): Promise<EvidenceChanged>
  /** The same by whoever leads the case, where the treaty lets it go at once; `confirmedBy`: the own central authority. */
  sendExpedited(id: string, version: number, confirmedBy: string, to: string): Promise<EvidenceChanged>
  evidenceStep(id: string, version: number, step: string, data: object | undefined): Promise<EvidenceChanged>
  /** This side of it once more, after the other hub refused it or it was tried in vain (`delivery.mayBeSentAgain`). Of the central authority. */
  sendEvidenceAgain(id: string, key?: IdempotencyKey): Promise<EvidenceChanged>
}

export function evidenceRequests(api: Api): EvidenceRequests {
  const at = (id: string, part = '') => `/evidence-requests/${encodeURIComponent(id)}${part}`
  const post = (path: string, body: object, key?: IdempotencyKey) =>
    api.post<EvidenceChanged>('exchange', path, body, key)
  return {
    evidenceRequests: async () => (await api.get<{ items: EvidenceBrief[] }>('exchange', '/evidence-requests')).items,
    evidenceCalls: async () => (await api.get<{ items: EvidenceCall[] }>('exchange', '/evidence-requests/calls')).items,
    evidenceRequest: id => api.get('exchange', at(id)),
    draftEvidence: (draft, key) => post('/evidence-requests', draft, key),
    redraftEvidence: (id, version, content) => post(at(id, '/draft'), { version, ...content }),
    discardEvidence: (id, version) => post(at(id, '/discarding'), { version }),
    handInEvidence: (id, version) => post(at(id, '/submission'), { version }),
    returnEvidence: (id, version, reason) => post(at(id, '/return'), { version, reason }),
    signEvidence: (id, version, to) => post(at(id, '/signature'), { version, to }),
    sendExpedited: (id, version, confirmedBy, to) => post(at(id, '/expedited'), { version, confirmedBy, to }),
    evidenceStep: (id, version, step, data = {}) => post(at(id, '/steps'), { version, step, data }),
    sendEvidenceAgain: (id, key) => post(at(id, '/sending'), {}, key),
  }
}
