/** A decision of consent in plain words. */
export interface Explanation {
  readonly language: 'es' | 'en' | 'fr' | 'pt'
  readonly decisionId: string
  readonly decidedAt: string
  readonly outcome: 'permit' | 'denial'
  /** Code of the rule that decided. */
  readonly rule: string
  readonly policyHash: string
  readonly title: string
  readonly parts: readonly { readonly about: string; readonly heading: string; readonly lines: readonly string[] }[]
}
