/** Refusals of a key that a package was encrypted to, or it or its grant signed with: with another one it may be taken. */
const OF_KEYS: ReadonlySet<string> = new Set([
  ...['recipient_key_unknown', 'recipient_key_revoked', 'recipient_key_expired'],
  ...['signer_unknown', 'signer_revoked', 'signer_expired'],
  ...['grant_signer_unknown', 'grant_signer_revoked', 'grant_signer_expired'],
])

export const isOfKeys = (code: string): boolean => OF_KEYS.has(code)
