/** Signed statements of the other hub about the package, in the terms of ETSI EN 319 522. */
export const EVIDENCE = [
  ...(['submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired'] as const),
  // Of the own hub: nothing was stated by when it was due.
  ...(['not_relayed', 'not_delivered', 'not_retrieved'] as const),
] as const
export type Evidence = (typeof EVIDENCE)[number]

export const isEvidence = (code: string): code is Evidence => EVIDENCE.some(kind => kind === code)

/** When each was stated; of each kind the first counts. */
export type Delivery = Readonly<Partial<Record<Evidence, Date>>>

/** It came to nothing, and will not come to anything. */
export const isNegative = (kind: Evidence): kind is 'refused' | 'expired' => kind === 'refused' || kind === 'expired'
