import type { Api } from './api/request.ts'
import type { EvidenceItem } from './evidence.ts'

/** What both hubs signed about what became of what was sent: to be kept, and verified by `verifyEvidence`. Every method throws ProblemError. */
export interface Receipts {
  /** For the agency that sent it, or to which it came. Throws not_found where nothing was stated. */
  receipts(referralId: string, carried?: 'package' | 'message' | 'file'): Promise<readonly EvidenceItem[]>
  /** Of all that was carried of a request for evidence: its steps, texts, letters and files. */
  requestReceipts(requestId: string): Promise<readonly EvidenceItem[]>
}

export const receipts = (api: Api): Receipts => ({
  receipts: async (referralId, carried = 'package') =>
    (await api.get<{ items: EvidenceItem[] }>('exchange', '/evidence', { referralId, carried })).items,
  requestReceipts: async requestId => {
    const path = `/evidence-requests/${encodeURIComponent(requestId)}/evidence`
    return (await api.get<{ items: EvidenceItem[] }>('exchange', path)).items
  },
})
