/** The access log, as auditors read it. */
export interface LogTexts {
  readonly title: string
  readonly id: string
  readonly search: string
  readonly when: string
  readonly who: string
  readonly agency: string
  readonly categories: string
  readonly withheld: string
  readonly basis: string
  readonly proof: string
  readonly verify: string
  readonly verifying: string
  readonly verified: (index: number) => string
  readonly failed: string
  /** Of an entry, where the proofs of others were asked for and then none was to be had. */
  readonly unasked: string
  readonly asked: (count: number, of: number) => string
  readonly silent: string
  /** Why something was withheld from whoever looked, who is not whoever reads this. */
  readonly outsideMandate: string
  readonly scope: string
  readonly code: string
  /** In which post it was done; of entries that do not say. */
  readonly role: string
  readonly roleUnknown: string
  /** The log cannot be read any more where this stands. */
  readonly unverified: string
  readonly chain: string
  readonly found: (count: number) => string
  /** How somebody had signed in, and by code in which words; other providers have codes of their own. */
  readonly authentication: string
  readonly authentications: Readonly<Record<string, string>>
  readonly basisVersion: string
  readonly basisHash: string
  readonly policy: string
  readonly viewPolicy: string
  readonly decision: string
  readonly left: string
  readonly leftHash: string
  readonly save: string
  readonly saved: (witnesses: number) => string
  readonly savedUnseen: string
  readonly statements: (count: number) => string
  readonly saveAll: (entries: number) => string
  readonly savedAll: (proofs: number) => string
  readonly unseenOf: (proofs: number) => string
  readonly unprovenOf: (entries: number) => string
  readonly fileShows: string
}
