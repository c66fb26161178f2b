/** Refusals of a key that something was encrypted to, or it or its grant signed with: with another one it may be taken. */
const OF_KEYS: ReadonlySet<string> = new Set([
  ...['recipient_key_unknown', 'recipient_key_revoked', 'recipient_key_expired'],
  ...['signer_unknown', 'signer_revoked', 'signer_expired'],
  ...['grant_signer_unknown', 'grant_signer_revoked', 'grant_signer_expired'],
  // Of files: a bundle names its keys, and is checked by any program.
  ...['not_for_this_key', 'signer_not_valid'],
])

export const isOfKeys = (code: string): boolean => OF_KEYS.has(code)

/** With which what is on its way ends, when its sender takes the referral back. */
export const REFERRAL_OVER = 'referral_over'
