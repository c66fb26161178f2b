import type {
  EvidenceAnswer,
  EvidenceBrief,
  EvidenceCall,
  EvidenceChanged,
  EvidenceDetail,
  EvidenceForm,
  OpenEvidenceContacts,
  SignedEvidenceMessage,
} from './api/evidence-types.ts'
import { type Api, pageOf } from './api/request.ts'
import type { IdempotencyKey, Page } from './api/types.ts'

interface Content {
  readonly priority: string
  readonly answers: Readonly<Record<string, EvidenceAnswer>>
}

/** Requests for evidence to and from other states, by codes and hashes. Every method throws ProblemError. */
export interface EvidenceRequests {
  /** Last changed first; `cursor`: the next page. */
  evidenceRequests(cursor?: string): Promise<Page<EvidenceBrief>>
  /** To what the own agency was called and what still runs, what is due first first. */
  evidenceCalls(): Promise<readonly EvidenceCall[]>
  evidenceRequest(id: string): Promise<EvidenceDetail>
  /** What a request must and may say, before one is drafted. `to`: the hub of the state that is asked; no `treaty`: the most particular one in force. */
  evidenceForm(of: { type: string; to: string; treaty?: string; priority?: string }): Promise<EvidenceForm>
  draftEvidence(draft: { type: string; to: string } & Content, key?: IdempotencyKey): Promise<EvidenceChanged>
  /** In the place of what it said before, if it still has that version; as all that follows. */
  redraftEvidence(id: string, version: number, content: Content, key?: IdempotencyKey): Promise<EvidenceChanged>
  discardEvidence(id: string, version: number, key?: IdempotencyKey): Promise<EvidenceChanged>
  /** To the own central authority, complete or not at all. */
  handInEvidence(id: string, version: number, key?: IdempotencyKey): Promise<EvidenceChanged>
  returnEvidence(id: string, version: number, reason: string): Promise<EvidenceChanged>
  /** Needs a sign-in of the last five minutes. `to`: the central authority of the other hub. */
  signEvidence(id: string, version: number, to: string): Promise<EvidenceChanged>
  /** The same by whoever leads the case, where the treaty lets it go at once; `confirmedBy`: the own central authority. */
  sendExpedited(id: string, version: number, confirmedBy: string, to: string): Promise<EvidenceChanged>
  /** Who of the own hub executes it and may write to whoever leads the case: said by the central authority that was asked. */
  setEvidenceContact(id: string, agencyId: string, open: boolean): Promise<void>
  /** Where the own agency may write so, the last opened first. */
  evidenceContacts(): Promise<OpenEvidenceContacts>
  evidenceStep(id: string, version: number, step: string, data: object | undefined): Promise<EvidenceChanged>
  /** What both hubs have signed of it. Of the central authority. */
  signedMessages(id: string, cursor?: string): Promise<Page<SignedEvidenceMessage>>
  /** This side of it once more, after the other hub refused it or it was tried in vain (`delivery.mayBeSentAgain`). Of the central authority. */
  sendEvidenceAgain(id: string, key?: IdempotencyKey): Promise<EvidenceChanged>
}

interface Listed {
  readonly items: readonly EvidenceBrief[]
  readonly next: { readonly before: string; readonly beforeId: string } | null
}

export function evidenceRequests(api: Api): EvidenceRequests {
  const at = (id: string, part = '') => `/evidence-requests/${encodeURIComponent(id)}${part}`
  const post = (path: string, body: object, key?: IdempotencyKey) =>
    api.post<EvidenceChanged>('exchange', path, body, key)
  return {
    async evidenceRequests(cursor) {
      const [before, beforeId] = cursor?.split(' ') ?? []
      const { items, next } = await api.get<Listed>('exchange', '/evidence-requests', { before, beforeId })
      return { items, nextCursor: next && `${next.before} ${next.beforeId}` }
    },
    evidenceCalls: async () => (await api.get<{ items: EvidenceCall[] }>('exchange', '/evidence-requests/calls')).items,
    evidenceRequest: id => api.get('exchange', at(id)),
    evidenceForm: of => api.get('exchange', '/evidence-requests/form', of),
    draftEvidence: (draft, key) => post('/evidence-requests', draft, key),
    redraftEvidence: (id, version, content, key) => post(at(id, '/draft'), { version, ...content }, key),
    discardEvidence: (id, version, key) => post(at(id, '/discarding'), { version }, key),
    handInEvidence: (id, version, key) => post(at(id, '/submission'), { version }, key),
    returnEvidence: (id, version, reason) => post(at(id, '/return'), { version, reason }),
    signEvidence: (id, version, to) => post(at(id, '/signature'), { version, to }),
    sendExpedited: (id, version, confirmedBy, to) => post(at(id, '/expedited'), { version, confirmedBy, to }),
    setEvidenceContact: async (id, agencyId, open) => {
      await post(at(id, '/contacts'), { agencyId, open })
    },
    evidenceContacts: () => api.get('exchange', '/evidence-contacts'),
    evidenceStep: (id, version, step, data = {}) => post(at(id, '/steps'), { version, step, data }),
    async signedMessages(id, cursor) {
      type Answer = { items: SignedEvidenceMessage[]; next: string | null }
      const { items, next } = await api.get<Answer>('exchange', at(id, '/messages'), { cursor })
      return pageOf(items, next)
    },
    sendEvidenceAgain: (id, key) => post(at(id, '/sending'), {}, key),
  }
}
