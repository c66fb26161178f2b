import type { Api } from './api/request.ts'
import type { ErasureView, IdempotencyKey, LegalHoldView, SecrecyOrderView } from './api/types.ts'

/** What custodians of the vault do, who see no identity. Every method throws ProblemError. */
export interface Custody {
  /** What is open first, then the newest. */
  erasures(): Promise<readonly ErasureView[]>
  /** What stands against it is in the answer. Needs a sign-in of the last five minutes, as confirming does. */
  requestErasure(asked: { subjectRef: string; reason: string }, key?: IdempotencyKey): Promise<ErasureView>
  /** By a second person. */
  confirmErasure(id: string): Promise<ErasureView>
  callBackErasure(id: string): Promise<ErasureView>
  legalHolds(): Promise<readonly LegalHoldView[]>
  placeHold(
    hold: Pick<LegalHoldView, 'subjectRef' | 'authority' | 'reference' | 'reviewOn'>,
    key?: IdempotencyKey,
  ): Promise<LegalHoldView>
  releaseHold(id: string): Promise<LegalHoldView>
  secrecyOrders(): Promise<readonly SecrecyOrderView[]>
  placeSecrecy(
    order: Pick<SecrecyOrderView, 'subjectRef' | 'authority' | 'reference' | 'agencyId' | 'reviewOn'>,
    key?: IdempotencyKey,
  ): Promise<SecrecyOrderView>
  liftSecrecy(id: string): Promise<SecrecyOrderView>
}

export function custody(api: Api): Custody {
  const id = encodeURIComponent
  return {
    erasures: async () => (await api.get<{ erasures: ErasureView[] }>('redaction', '/erasures')).erasures,
    requestErasure: (asked, key) => api.post('redaction', '/erasures', asked, key),
    confirmErasure: erasure => api.post('redaction', `/erasures/${id(erasure)}/confirmation`, {}),
    callBackErasure: erasure => api.post('redaction', `/erasures/${id(erasure)}/call-back`, {}),
    legalHolds: async () => (await api.get<{ legalHolds: LegalHoldView[] }>('redaction', '/legal-holds')).legalHolds,
    placeHold: (hold, key) => api.post('redaction', '/legal-holds', hold, key),
    releaseHold: hold => api.post('redaction', `/legal-holds/${id(hold)}/release`, {}),
    secrecyOrders: async () =>
      (await api.get<{ secrecyOrders: SecrecyOrderView[] }>('redaction', '/secrecy-orders')).secrecyOrders,
    placeSecrecy: (order, key) => api.post('redaction', '/secrecy-orders', order, key),
    liftSecrecy: order => api.post('redaction', `/secrecy-orders/${id(order)}/lifting`, {}),
  }
}
