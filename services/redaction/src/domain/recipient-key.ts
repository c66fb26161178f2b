interface Listed {
  readonly state: string
  readonly expiresAt: Date | undefined
}

/**
 * Why what was signed then for a key of this hub is not opened. One that the directory lists no more has been replaced: what was under
 * way is opened for as long as its private half is kept. Revoked is for good.
 */
export function whyNotOpened(listed: Listed | undefined, signedAt: Date): 'revoked' | 'expired' | undefined {
  if (listed?.state === 'revoked') return 'revoked'
  return listed?.expiresAt !== undefined && signedAt > listed.expiresAt ? 'expired' : undefined
}
