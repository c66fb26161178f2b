/** Of referrals made by phone or on paper, and of the paper form itself. */
export interface FallbackTexts {
  readonly menu: string
  readonly title: string
  readonly lead: string
  readonly formLanguage: string
  readonly agencies: string
  readonly agenciesHint: string
  readonly copies: string
  readonly forms: (count: number) => string
  readonly make: string
  readonly print: string
  readonly ready: (count: number) => string
  readonly offline: string
  readonly sheet: SheetTexts
  /** In the form of a new referral. */
  readonly toggle: string
  readonly toggleHint: string
  readonly nobodyYet: string
  readonly role: Readonly<Record<'duty_officer' | 'caseworker' | 'supervisor' | 'reception', string>>
  readonly channel: Readonly<Record<'phone' | 'paper', string>>
  /** Of a referral that came this way. */
  readonly badge: string
  readonly happenedAt: string
  readonly enteredAt: string
  readonly number: string
  readonly acknowledgedBy: string
  readonly knownAt: (when: string) => string
  readonly filter: string
  readonly earlier: string
  readonly earlierHint: string
  readonly earlierAt: string
  readonly open: string
}

interface SheetTexts {
  readonly number: string
  readonly secret: string
  readonly steps: readonly string[]
  readonly when: string
  readonly date: string
  readonly time: string
  readonly from: string
  readonly to: string
  readonly spokenTo: string
  readonly person: string
  readonly consent: string
  readonly consentNote: string
  readonly emergencyNote: string
  readonly sign: string
  readonly witness: string
  readonly child: string
  readonly deadlines: string
  readonly deadlinesNote: string
  readonly phones: string
  readonly noPhone: string
  readonly destroy: string
  readonly owner: Readonly<Record<'sender' | 'recipient', string>>
  readonly businessDays: (count: number) => string
}
