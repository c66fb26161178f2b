/** What an access token may permit. `accounts` gives them to roles; every route names one. */
export const SCOPES = [
  'subject:register',
  'consent:record',
  'consent:confirm',
  'consent:one-case',
  'referral:submit',
  'referral:read',
  'referral:decide',
  'referral:work',
  'referral:assign',
  'protection:work',
  'view:open',
  'directory:read',
  'directory:maintain',
  'audit:read',
  'audit:review',
  'audit:answer',
  'identity:custody',
  'identity:emergency',
  'redaction:review',
  'evidence:request',
  'evidence:decide',
  'evidence:contact',
] as const
export type Scope = (typeof SCOPES)[number]

export const ROLES = [
  ...(['caseworker', 'supervisor', 'reviewer', 'protection', 'custodian', 'auditor'] as const),
  ...(['prosecutor', 'central_authority', 'investigator'] as const),
] as const
export type Role = (typeof ROLES)[number]

/**
 * What each role may ask for. Nobody who works cases reads the access log, and who reads the log works no cases. A
 * caseworker may confirm what another recorded; that nobody confirms their own is decided by `consent`.
 */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  caseworker: [
    'subject:register',
    'consent:record',
    'consent:confirm',
    'referral:submit',
    'referral:read',
    'referral:decide',
    'referral:work',
    'view:open',
    'directory:read',
    'identity:emergency',
  ],
  /** To assign a referral to somebody else; a supervisor who also works cases has both roles. */
  supervisor: [
    'consent:confirm',
    'referral:read',
    'referral:decide',
    'referral:assign',
    'directory:read',
    'directory:maintain',
    'audit:answer',
  ],
  /** Looks at what is masked in the agency's own texts, and at its pictures, in referrals that are assigned to them too. */
  reviewer: ['directory:read', 'redaction:review'],
  /** Witness protection is a compartment of its own: without this role its referrals do not exist. */
  protection: ['protection:work'],
  /** Of the vault as a whole, by reference or pseudonym alone: a custodian sees no identity and works no case. */
  custodian: ['directory:read', 'identity:custody'],
  /** Reads the log, and finds what came of what stands in it; a supervisor answers what auditors ask, and reads no log. */
  auditor: ['audit:read', 'audit:review', 'directory:read'],
  /** Drafts requests for evidence to other states, which leave by the central authority only. */
  prosecutor: ['directory:read', 'evidence:request', 'evidence:contact'],
  /** Reviews and signs them, answers those of other states, and agrees with its like in another hub that one case crosses. */
  central_authority: ['consent:one-case', 'directory:read', 'evidence:request', 'evidence:decide', 'evidence:contact'],
  /** Of the unit that executes what another state asks: writes about it to whoever leads the case, where its central authority lets it. */
  investigator: ['directory:read', 'evidence:contact'],
}

/** Of somebody's posts those in which they may do what a scope permits: the log says that they did it as these. In the order of ROLES. */
export const rolesWith = (scope: Scope, held: Iterable<string>): Role[] => {
  const posts = new Set(held)
  return ROLES.filter(role => posts.has(role) && ROLE_SCOPES[role].includes(scope))
}

/** In the order of SCOPES. */
export const scopesOf = (roles: readonly Role[]): Scope[] =>
  SCOPES.filter(scope => roles.some(role => ROLE_SCOPES[role].includes(scope)))
