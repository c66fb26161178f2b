/** What a token may permit. `accounts` gives them to roles; every route names one. */
export const SCOPES = [
  'subject:register',
  'consent:record',
  'consent:confirm',
  'referral:submit',
  'referral:read',
  'referral:decide',
  'referral:work',
  'referral:assign',
  'view:open',
  'directory:read',
  'audit:read',
] as const
export type Scope = (typeof SCOPES)[number]
