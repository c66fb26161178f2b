import type { Api } from './api/request.ts'
import type { EvidenceItem } from './evidence.ts'

/** What both hubs signed about what became of what was sent: to be kept, and verified by `verifyEvidence`. Every method throws ProblemError. */
export interface Receipts {
  /** For the agency that sent it, or to which it came. Throws not_found where nothing was stated. */
  receipts(referralId: string, carried?: 'package' | 'message' | 'file'): Promise<readonly EvidenceItem[]>
  /** Of all that was carried of a request for evidence: its steps, texts, letters and files. */
  requestReceipts(requestId: string): Promise<readonly EvidenceItem[]>
}

export const receipts = (api: Api): Receipts => {
  /** All pages: what is kept and verified is whole, or it shows nothing. */
  async function all(path: string, query: Readonly<Record<string, string>>): Promise<EvidenceItem[]> {
    type Answer = { items: EvidenceItem[]; next: string | null }
    const found: EvidenceItem[] = []
    let cursor: string | undefined
    do {
      const { items, next } = await api.get<Answer>('exchange', path, { ...query, limit: 100, cursor })
      found.push(...items)
      cursor = next ?? undefined
    } while (cursor !== undefined)
    return found
  }
  return {
    receipts: (referralId, carried = 'package') => all('/evidence', { referralId, carried }),
    requestReceipts: requestId => all(`/evidence-requests/${encodeURIComponent(requestId)}/evidence`, {}),
  }
}
