/** Consent has said that a referral may go to its recipient now. */
export interface Permit {
  readonly id: string
  readonly purpose: string
  readonly expiresAt: Date
}
